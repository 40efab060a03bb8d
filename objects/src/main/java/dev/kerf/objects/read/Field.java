package dev.kerf.objects.read;

import dev.kerf.objects.quantity.Quantity;
import dev.kerf.objects.quantity.QuantityException;
import dev.kerf.objects.quantity.Times;
import dev.kerf.objects.read.Value.Mapping;
import dev.kerf.objects.read.Value.Scalar;
import dev.kerf.objects.read.Value.Sequence;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A field of an object, present or not, that knows its path. Reading it never fails: what has the wrong form is noted as
 * a problem of the object and reads like an absent field.
 */
public final class Field {
    private static final int LONGEST_QUOTE = 60;
    private final Item item;
    private final @Nullable Field parent;
    private final String name;
    private final @Nullable Value value;

    Field(Item item, @Nullable Field parent, String name, @Nullable Value value) {
        this.item = item;
        this.parent = parent;
        this.name = name;
        this.value = value instanceof Scalar scalar && scalar.isNull() ? null : value;
    }

    /** The field of that name inside this one. */
    public Field get(String key) {
        return new Field(
                item, this, key, value instanceof Mapping map ? map.values().get(key) : notAMap());
    }

    private @Nullable Value notAMap() {
        if (value != null) {
            wrong("must be an object with fields");
        }
        return null;
    }

    /** The field at the end of the path of names. */
    public Field at(String... keys) {
        Field found = this;
        for (String key : keys) {
            found = found.get(key);
        }
        return found;
    }

    /** A field that is not there, for what takes one and has none. */
    public Field absent() {
        return new Field(item, this, "", null);
    }

    public boolean present() {
        return value != null;
    }

    public boolean isMap() {
        return value instanceof Mapping;
    }

    /** As maps by text, lists, texts, whole numbers and truth values; null where it is absent. */
    public @Nullable Object tree() {
        return value == null ? null : Value.tree(value);
    }

    /** The items of a list; none where it is absent. */
    public List<Field> items() {
        if (value instanceof Sequence list) {
            List<Field> fields = new ArrayList<>();
            for (Value each : list.values()) {
                fields.add(new Field(item, this, "[" + fields.size() + "]", each));
            }
            return fields;
        }
        if (value != null) {
            wrong("must be a list");
        }
        return List.of();
    }

    /** The fields of a map by name; none where it is absent. */
    public SequencedMap<String, Field> entries() {
        SequencedMap<String, Field> fields = new LinkedHashMap<>();
        if (value instanceof Mapping map) {
            map.values().forEach((key, each) -> fields.put(key, new Field(item, this, key, each)));
        } else {
            notAMap();
        }
        return fields;
    }

    /** A map of texts, such as labels; a null in it is the empty text. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        entries().forEach((key, field) -> texts.put(key, field.text()));
        return texts;
    }

    /** The texts of a list. */
    public List<String> list() {
        return items().stream().map(Field::text).toList();
    }

    /** The text as written; empty where it is absent. */
    public String text() {
        if (value instanceof Scalar scalar) {
            return scalar.text();
        }
        if (value != null) {
            wrong("must be a text");
        }
        return "";
    }

    public boolean flag() {
        String text = text();
        if (!text.isEmpty() && !text.equals("true") && !text.equals("false")) {
            wrong(quoted(text) + " is neither true nor false");
        }
        return text.equals("true");
    }

    /** A whole number between the bounds; {@code otherwise} where it is absent or makes no sense. */
    public int integer(int otherwise, int least, int most) {
        if (!present()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text().strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        wrong(quoted(text()) + " is not a whole number from " + least + " to " + most);
        return otherwise;
    }

    /** A moment in RFC 3339; {@link Instant#EPOCH} where it is absent or makes no sense. */
    public Instant time() {
        String text = text();
        try {
            return text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException broken) {
            wrong(quoted(text) + " is not a time; write it as 2026-01-31T12:00:00Z");
            return Instant.EPOCH;
        }
    }

    /** A length of time; {@code otherwise} where it is absent or makes no sense. */
    public Duration duration(Duration otherwise) {
        Duration length = Times.parse(text());
        if (length == null) {
            wrong(quoted(text()) + " is no time; write it as 30s, 10m or 1h30m");
        }
        return length == null || !present() ? otherwise : length;
    }

    /** A quantity; zero where it is absent or makes no sense. */
    public Quantity quantity() {
        try {
            return present() ? Quantity.parse(text()) : Quantity.ZERO;
        } catch (QuantityException broken) {
            wrong(broken.problem());
            return Quantity.ZERO;
        }
    }

    /** Where the field is written, or what it would be part of. */
    public Origin origin() {
        return new Origin(item.origin().file(), line());
    }

    /** The object written here, inside another document; an empty one where there is no map. */
    public Item item() {
        Mapping map = value instanceof Mapping own ? own : new Mapping(line(), new LinkedHashMap<>(), 1);
        return Item.of(origin(), map);
    }

    /**
     * An object that this field stands for in short.
     *
     * @param tree maps by text, lists, and texts or numbers
     */
    public Item item(Map<String, Object> tree) {
        return Item.of(origin(), Value.of(line(), tree));
    }

    /** Notes what is wrong with this field. */
    public void wrong(String problem) {
        item.add(new Problem(line(), path(), problem));
    }

    /** The line of the field, or of what it would be part of. */
    public int line() {
        if (value != null) {
            return value.line();
        }
        return parent == null ? item.origin().line() : parent.line();
    }

    /** The path from the object's root: {@code spec.containers[0].name}. */
    public String path() {
        StringBuilder path = new StringBuilder();
        appendTo(path);
        return path.toString();
    }

    private void appendTo(StringBuilder path) {
        if (parent != null) {
            parent.appendTo(path);
            append(path, name);
        }
    }

    static void append(StringBuilder path, String name) {
        if (name.startsWith("[")) {
            path.append(name);
        } else if (name.contains(".") || name.contains("/")) {
            path.append('[').append(name).append(']');
        } else {
            path.append(path.isEmpty() ? "" : ".").append(name);
        }
    }

    /** A value in quotation marks, shortened so that a sentence stays a sentence. */
    public static String quoted(String text) {
        String line = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
        return "“" + line.replaceAll("\\p{Cntrl}", " ") + "”";
    }
}
