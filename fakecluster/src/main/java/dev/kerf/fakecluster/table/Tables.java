package dev.kerf.fakecluster.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.life.Registry;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Stored;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Objects as rows. The columns of Kubernetes' kinds are read from {@code tables.txt}, those of custom kinds from their definitions. */
public final class Tables {
    private static final String EVENTS = "events";
    private static final String AGE = "@age";
    private final Registry registry;
    private final Map<String, List<Column>> known = new HashMap<>();

    /**
     * One column.
     *
     * @param cell      a path, or a word of {@link Cells} after an at sign
     * @param otherwise where there is nothing
     */
    private record Column(String header, String type, boolean wide, String cell, String otherwise) {}

    public Tables(Registry registry) {
        this.registry = registry;
        try (InputStream in =
                        Objects.requireNonNull(Tables.class.getResourceAsStream("/dev/kerf/fakecluster/tables.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(this::read);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void read(String line) {
        String[] parts = line.split(" \\| ");
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            String[] sides = parts[i].split(" = ", 2);
            String[] cell = sides[1].split(" \\?\\? ?", 2);
            boolean wide = sides[0].endsWith("!");
            String header = wide ? sides[0].substring(0, sides[0].length() - 1) : sides[0];
            String otherwise = cell.length > 1 ? cell[1] : "<none>";
            columns.add(new Column(header, otherwise.matches("\\d+") ? "integer" : "string", wide, cell[0], otherwise));
        }
        known.put(parts[0], columns);
    }

    private List<Column> columns(Kind kind, String version) {
        if (kind.custom()) {
            return custom(kind, version);
        }
        List<Column> columns = known.get(kind.is("events.events.k8s.io") ? EVENTS : kind.resource());
        return columns == null ? List.of(new Column("Age", "string", false, AGE, "")) : columns;
    }

    private List<Column> custom(Kind kind, String version) {
        Stored definition =
                registry.store().get("customresourcedefinitions.apiextensions.k8s.io", "/" + kind.resource());
        List<Column> columns = new ArrayList<>();
        if (definition != null) {
            for (JsonNode each : Trees.at(definition.tree(), "spec", "versions")) {
                if (Trees.text(each, "name").equals(version)) {
                    each.path("additionalPrinterColumns").forEach(column -> columns.add(column(column)));
                }
            }
        }
        return columns.isEmpty() ? List.of(new Column("Age", "date", false, AGE, "")) : columns;
    }

    private static Column column(JsonNode column) {
        return new Column(
                Trees.text(column, "name"),
                Trees.text(column, "type"),
                column.path("priority").asInt(0) > 0,
                Trees.text(column, "jsonPath"),
                "");
    }

    /**
     * The table of these objects.
     *
     * @param include what comes with each row: {@code Object}, {@code None}, else its metadata
     */
    public ObjectNode table(Kind kind, String version, List<Stored> objects, String include) {
        List<Column> columns = columns(kind, version);
        ObjectNode table = Trees.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        String last = objects.isEmpty() ? "" : Long.toString(objects.getLast().revision());
        table.putObject("metadata").put("resourceVersion", last);
        boolean named = !Registry.shelf(kind).equals(EVENTS);
        ArrayNode heads = table.putArray("columnDefinitions");
        if (named) {
            head(heads, new Column("Name", "string", false, "", ""), "name");
        }
        columns.forEach(column -> head(heads, column, column.header().equals("Name") ? "name" : ""));
        ArrayNode rows = table.putArray("rows");
        Instant now = registry.clock().instant();
        for (Stored each : objects) {
            ObjectNode row = rows.addObject();
            ArrayNode cells = row.putArray("cells");
            if (named) {
                cells.add(each.name());
            }
            columns.forEach(column -> cells.add(cell(column, each.tree(), now)));
            include(row, each.tree(), include);
        }
        return table;
    }

    private static void head(ArrayNode heads, Column column, String format) {
        heads.addObject()
                .put("name", column.header())
                .put("type", column.type())
                .put("format", format)
                .put("description", "")
                .put("priority", column.wide() ? 1 : 0);
    }

    private static void include(ObjectNode row, ObjectNode tree, String include) {
        if (include.equals("Object")) {
            row.set("object", tree);
        } else if (!include.equals("None")) {
            ObjectNode partial =
                    row.putObject("object").put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
            partial.set("metadata", tree.path("metadata"));
        }
    }

    private static JsonNode cell(Column column, ObjectNode tree, Instant now) {
        if (column.cell().startsWith("@")) {
            return Trees.of(Cells.of(column.cell().substring(1), tree, now));
        }
        JsonNode found = JsonPath.find(tree, column.cell());
        if (found.isMissingNode() || (found.isTextual() && found.asText().isEmpty())) {
            boolean number =
                    column.type().equals("integer") && !column.otherwise().isEmpty();
            return number ? Trees.of(Integer.parseInt(column.otherwise())) : Trees.of(column.otherwise());
        }
        return column.type().equals("date") ? Trees.of(Age.since(found.asText(), now)) : found;
    }
}
