package dev.kerf.objects.cycle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of records, lists, sets, maps and plain values as JSON, part by part, whatever their types. What is empty,
 * zero or absent is left out. What has no order of its own is sorted, so that equal records are equal texts.
 */
final class RecordWriter {
    private static final JsonFactory FACTORY = new JsonFactory();
    private final JsonGenerator json;

    RecordWriter(JsonGenerator json) {
        this.json = json;
    }

    /** The parts of a record, inside an object that is open. */
    void parts(Record owner) throws IOException {
        for (Parts.Part part : Parts.of(owner.getClass()).parts()) {
            Object value = part.of(owner);
            if (part.optional() ? value != null : !nothing(value)) {
                json.writeFieldName(part.name());
                write(value);
            }
        }
    }

    private static boolean nothing(Object value) {
        return switch (value) {
            case Collection<?> many -> many.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            case Record owner -> {
                Parts.Part single = Parts.of(owner.getClass()).single();
                yield single != null && nothing(single.of(owner));
            }
            default -> value.equals(Plain.zero(value.getClass()));
        };
    }

    private void write(@Nullable Object value) throws IOException {
        switch (value) {
            case String text -> json.writeString(text);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            case Enum<?> constant -> json.writeString(constant.name());
            case Instant moment -> json.writeString(moment.toString());
            case Duration duration -> json.writeString(duration.toString());
            case Record owner -> record(owner);
            case Map<?, ?> map -> map(map);
            case SequencedCollection<?> list -> list(list);
            case Set<?> set -> list(sorted(set));
            case null -> throw new IllegalStateException("a null in a list cannot be saved");
            default -> throw new IllegalStateException("a " + value.getClass() + " cannot be saved");
        }
    }

    private void record(Record owner) throws IOException {
        Parts parts = Parts.of(owner.getClass());
        Parts.Part single = parts.single();
        if (single != null) {
            write(single.of(owner));
            return;
        }
        json.writeStartObject();
        String alternative = parts.alternative();
        if (alternative != null) {
            json.writeStringField(Parts.IS, alternative);
        }
        parts(owner);
        json.writeEndObject();
    }

    private void list(Collection<?> list) throws IOException {
        json.writeStartArray();
        for (Object item : list) {
            write(item);
        }
        json.writeEndArray();
    }

    private static List<?> sorted(Set<?> set) {
        return set.stream().sorted(Comparator.comparing(RecordWriter::text)).toList();
    }

    private static String text(Object item) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            new RecordWriter(json).write(item);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private void map(Map<?, ?> map) throws IOException {
        json.writeStartObject();
        List<? extends Map.Entry<?, ?>> entries = List.copyOf(map.entrySet());
        if (!(map instanceof SequencedMap<?, ?>)) {
            entries = entries.stream()
                    .sorted(Comparator.comparing(e -> String.valueOf(e.getKey())))
                    .toList();
        }
        for (Map.Entry<?, ?> entry : entries) {
            json.writeFieldName(String.valueOf(entry.getKey()));
            write(entry.getValue());
        }
        json.writeEndObject();
    }
}
