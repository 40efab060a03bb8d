package dev.kerf.fakecluster.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.table.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that happens to an object by itself.
 *
 * @param kind       {@code Pod}
 * @param when       all that must hold
 * @param delay      how long it must have held
 * @param delayFrom  a path to the object's own delay; empty: none
 * @param status     laid over the object's; words beginning with $ stand for something
 * @param containers {@code running}, {@code completed}; empty: as they are
 * @param message    {@code $gpu}: containers tell the cards they get, having ended once; empty: nothing
 * @param delete     it is deleted
 */
public record Stage(
        String name,
        String kind,
        List<Condition> when,
        Duration delay,
        String delayFrom,
        ObjectNode status,
        String containers,
        String message,
        boolean delete) {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    /** One thing that must hold of an object. */
    public record Condition(String path, String operator, List<String> values) {
        boolean holds(JsonNode object) {
            JsonNode found = JsonPath.find(object, path);
            boolean there = !found.isMissingNode() && !(found.isContainerNode() && found.isEmpty());
            return switch (operator) {
                case "Exists" -> there;
                case "DoesNotExist" -> !there;
                case "In" -> values.contains(found.asText());
                case "NotIn" -> !values.contains(found.asText());
                default -> false;
            };
        }
    }

    /** Those that come with the cluster. */
    public static List<Stage> usual() {
        try (InputStream in =
                Objects.requireNonNull(Stage.class.getResourceAsStream("/dev/kerf/fakecluster/stages.yaml"))) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A list of stages in YAML. */
    public static List<Stage> read(String yaml) {
        List<Stage> stages = new ArrayList<>();
        for (JsonNode document : Trees.readAll(yaml)) {
            document.forEach(each -> stages.add(stage(each)));
        }
        return List.copyOf(stages);
    }

    private static Stage stage(JsonNode tree) {
        List<Condition> when = new ArrayList<>();
        for (JsonNode each : tree.path("when")) {
            List<String> values = new ArrayList<>();
            each.path("values").forEach(value -> values.add(value.asText()));
            when.add(new Condition(Trees.text(each, "path"), Trees.text(each, "operator"), values));
        }
        JsonNode next = tree.path("next");
        return new Stage(
                Trees.text(tree, "name"),
                Trees.text(tree, "kind"),
                when,
                span(Trees.text(tree, "delay"), Duration.ZERO),
                Trees.text(tree, "delayFrom"),
                next.get("status") instanceof ObjectNode status ? status : Trees.object(),
                Trees.text(next, "containers"),
                Trees.text(next, "message"),
                next.path("delete").asBoolean(false));
    }

    /** A span such as {@code 500ms}, {@code 10s}, {@code 5m}; {@code otherwise} where it is none. */
    static Duration span(String text, Duration otherwise) {
        Matcher span = SPAN.matcher(text);
        if (!span.matches()) {
            return otherwise;
        }
        long number = Long.parseLong(span.group(1));
        return switch (span.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    boolean matches(JsonNode object) {
        return when.stream().allMatch(each -> each.holds(object));
    }

    Duration delay(JsonNode object) {
        return delayFrom.isEmpty()
                ? delay
                : span(JsonPath.find(object, delayFrom).asText(), delay);
    }
}
