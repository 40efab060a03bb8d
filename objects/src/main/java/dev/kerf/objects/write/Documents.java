package dev.kerf.objects.write;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes a tree of maps, lists, texts, numbers and truth values as one JSON or YAML document. */
public final class Documents {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** Maps of {@link Map#of} are in another order in each process; people get them in the order of their keys. */
    private static final Class<?> WITHOUT_ORDER = Map.of("one", 1, "other", 2).getClass();

    private Documents() {}

    /** On one line, in UTF-8, for programs. */
    public static byte[] bytes(Object tree) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            write(json, tree);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** With line breaks, for people. */
    public static String json(Object tree) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            DefaultPrettyPrinter pretty = new DefaultPrettyPrinter();
            pretty.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
            json.setPrettyPrinter(pretty);
            write(json, ordered(tree));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Map<?, ?> map -> writeMap(json, map);
            case List<?> list -> writeList(json, list);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            default -> json.writeString(value.toString());
        }
    }

    private static void writeMap(JsonGenerator json, Map<?, ?> map) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.writeFieldName(String.valueOf(entry.getKey()));
            write(json, entry.getValue());
        }
        json.writeEndObject();
    }

    private static void writeList(JsonGenerator json, List<?> list) throws IOException {
        json.writeStartArray();
        for (Object item : list) {
            write(json, item);
        }
        json.writeEndArray();
    }

    /** As YAML. */
    public static String yaml(Object tree) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(200)
                .build();
        return new Dump(settings).dumpToString(ordered(tree)).stripTrailing();
    }

    private static @Nullable Object ordered(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> ordered(map);
            case List<?> list -> {
                List<@Nullable Object> items = new ArrayList<>(list.size());
                list.forEach(item -> items.add(ordered(item)));
                yield items;
            }
            case null, default -> value;
        };
    }

    private static Map<Object, @Nullable Object> ordered(Map<?, ?> map) {
        Map<Object, @Nullable Object> entries =
                map.getClass() == WITHOUT_ORDER ? new TreeMap<>() : new LinkedHashMap<>();
        map.forEach((key, value) -> entries.put(key, ordered(value)));
        return entries;
    }
}
