package dev.kerf.fakecluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.schema.Schema.Form;
import dev.kerf.fakecluster.schema.Schema.ListOf;
import dev.kerf.fakecluster.schema.Schema.MapOf;
import dev.kerf.fakecluster.schema.Schema.Member;
import dev.kerf.fakecluster.schema.Schema.Scalar;
import dev.kerf.fakecluster.schema.Schema.Struct;
import dev.kerf.fakecluster.schema.Trees.Unreadable;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Objects in protobuf, as typed clients send them: a magic word, and an envelope with the kind and the object. They are read
 * into the JSON that the same client would have sent; nothing is ever written in protobuf.
 */
public final class Protobuf {
    /** What a body of this form is called. */
    public static final String TYPE = "application/vnd.kubernetes.protobuf";

    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Protobuf() {}

    /** Who knows the types by the object's apiVersion and kind. */
    @FunctionalInterface
    public interface Kinds {
        @Nullable
        Struct struct(String apiVersion, String kind);
    }

    /** Reads an object. */
    public static ObjectNode read(byte[] body, Kinds kinds) throws Unreadable {
        try {
            return envelope(body, kinds);
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            throw new Unreadable("the protobuf body is cut off or damaged");
        }
    }

    private static ObjectNode envelope(byte[] body, Kinds kinds) throws Unreadable {
        ByteBuffer in = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        for (byte expected : MAGIC) {
            if (in.get() != expected) {
                throw new Unreadable("the protobuf body does not begin with k8s");
            }
        }
        String apiVersion = "";
        String kind = "";
        ByteBuffer raw = ByteBuffer.allocate(0);
        while (in.hasRemaining()) {
            long tag = varint(in);
            if (tag == (1 << 3 | 2)) {
                ByteBuffer meta = bytes(in);
                while (meta.hasRemaining()) {
                    boolean version = varint(meta) >>> 3 == 1;
                    String text = text(bytes(meta));
                    apiVersion = version ? text : apiVersion;
                    kind = version ? kind : text;
                }
            } else if (tag == (2 << 3 | 2)) {
                raw = bytes(in);
            } else {
                skip(in, tag);
            }
        }
        Struct struct = kinds.struct(apiVersion, kind);
        if (struct == null) {
            throw new Unreadable(
                    "no kind \"" + kind + "\" is known in version \"" + apiVersion + "\" in protobuf; send JSON");
        }
        ObjectNode tree = NODES.objectNode().put("kind", kind).put("apiVersion", apiVersion);
        tree.setAll(struct(raw, struct));
        return tree;
    }

    private static ObjectNode struct(ByteBuffer in, Struct struct) {
        ObjectNode tree = NODES.objectNode();
        while (in.hasRemaining()) {
            long tag = varint(in);
            Member member = struct.member((int) (tag >>> 3));
            if (member == null) {
                skip(in, tag);
            } else if (member.inline()) {
                tree.setAll(struct(bytes(in), (Struct) member.schema()));
            } else {
                field(in, tag, member, tree);
            }
        }
        return tree;
    }

    private static void field(ByteBuffer in, long tag, Member member, ObjectNode tree) {
        String name = member.name();
        switch (member.schema()) {
            case ListOf list ->
                items(
                        in,
                        tag,
                        list,
                        tree.withArray("/" + name.replace("~", "~0").replace("/", "~1")));
            case MapOf map -> entry(bytes(in), map, Trees.within(tree, name));
            default -> {
                JsonNode value = value(in, tag, member.schema());
                if (member.pointer() || !zero(value)) {
                    Trees.put(tree, name, value);
                }
            }
        }
    }

    private static boolean zero(JsonNode value) {
        return value.isNull()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.asText().isEmpty())
                || (value.isNumber() && value.asDouble() == 0)
                || (value.isBoolean() && !value.asBoolean());
    }

    private static void items(ByteBuffer in, long tag, ListOf list, ArrayNode array) {
        boolean number = list.element() instanceof Scalar scalar && scalar.form() == Form.INTEGER;
        if (number && (tag & 7) == 2) {
            ByteBuffer packed = bytes(in);
            while (packed.hasRemaining()) {
                array.add(varint(packed));
            }
        } else {
            array.add(value(in, tag, list.element()));
        }
    }

    private static void entry(ByteBuffer in, MapOf map, ObjectNode into) {
        String key = "";
        JsonNode value = map.value() instanceof Scalar ? NODES.textNode("") : NODES.objectNode();
        while (in.hasRemaining()) {
            long tag = varint(in);
            if (tag >>> 3 == 1) {
                key = text(bytes(in));
            } else if (map.value() instanceof ListOf) {
                skip(in, tag);
            } else {
                value = value(in, tag, map.value());
            }
        }
        into.set(key, value);
    }

    private static JsonNode value(ByteBuffer in, long tag, Schema schema) {
        return switch (schema) {
            case Struct struct -> struct(bytes(in), struct);
            case Scalar scalar -> scalar(in, tag, scalar.form());
            default -> any(bytes(in));
        };
    }

    private static JsonNode scalar(ByteBuffer in, long tag, Form form) {
        return switch (form) {
            case STRING -> NODES.textNode(text(bytes(in)));
            case INTEGER -> NODES.numberNode(varint(in));
            case BOOLEAN -> NODES.booleanNode(varint(in) != 0);
            case NUMBER -> NODES.numberNode(in.getDouble());
            case BYTES -> NODES.textNode(Base64.getEncoder().encodeToString(array(bytes(in))));
            case QUANTITY -> NODES.textNode(text(inner(bytes(in), 1)));
            case INT_OR_STRING -> intOrString(bytes(in));
            case TIME -> time(bytes(in), false);
            case MICRO_TIME -> time(bytes(in), true);
            case DURATION -> {
                skip(in, tag);
                yield NODES.nullNode();
            }
        };
    }

    /** The bytes of one field of a message; the others are passed over. */
    private static ByteBuffer inner(ByteBuffer in, int number) {
        ByteBuffer found = ByteBuffer.allocate(0);
        while (in.hasRemaining()) {
            long tag = varint(in);
            if (tag >>> 3 == number) {
                found = bytes(in);
            } else {
                skip(in, tag);
            }
        }
        return found;
    }

    private static JsonNode intOrString(ByteBuffer in) {
        long kind = 0;
        long number = 0;
        String text = "";
        while (in.hasRemaining()) {
            long tag = varint(in);
            switch ((int) (tag >>> 3)) {
                case 1 -> kind = varint(in);
                case 2 -> number = varint(in);
                case 3 -> text = text(bytes(in));
                default -> skip(in, tag);
            }
        }
        return kind == 0 ? NODES.numberNode(number) : NODES.textNode(text);
    }

    private static JsonNode time(ByteBuffer in, boolean micros) {
        long seconds = 0;
        long nanos = 0;
        while (in.hasRemaining()) {
            long tag = varint(in);
            switch ((int) (tag >>> 3)) {
                case 1 -> seconds = varint(in);
                case 2 -> nanos = varint(in);
                default -> skip(in, tag);
            }
        }
        Instant at = Instant.ofEpochSecond(seconds, nanos);
        boolean none =
                seconds == 0 || seconds == Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
        if (none) {
            return NODES.nullNode();
        }
        return NODES.textNode(
                micros ? MICROS.format(at) : Instant.ofEpochSecond(seconds).toString());
    }

    /** JSON inside protobuf. */
    private static JsonNode any(ByteBuffer in) {
        byte[] raw = array(inner(in, 1));
        try {
            return raw.length == 0 ? NODES.nullNode() : Trees.read(raw);
        } catch (Unreadable broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte each = in.get();
            value |= (long) (each & 0x7f) << shift;
            if (each >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than ten bytes");
    }

    private static ByteBuffer bytes(ByteBuffer in) {
        int length = Math.toIntExact(varint(in));
        ByteBuffer inside = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + length);
        return inside;
    }

    private static byte[] array(ByteBuffer in) {
        byte[] all = new byte[in.remaining()];
        in.get(all);
        return all;
    }

    private static String text(ByteBuffer in) {
        return new String(array(in), StandardCharsets.UTF_8);
    }

    private static void skip(ByteBuffer in, long tag) {
        switch ((int) (tag & 7)) {
            case 0 -> varint(in);
            case 1 -> in.position(in.position() + 8);
            case 2 -> bytes(in);
            case 5 -> in.position(in.position() + 4);
            default -> throw new IllegalArgumentException("an unknown kind of field");
        }
    }
}
