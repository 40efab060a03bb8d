package dev.kerf.fakecluster.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of a value. */
public sealed interface Schema {
    /** Whatever it holds is one thing to whoever owns it. */
    default boolean atomic() {
        return true;
    }

    /** Anything at all, kept as it is. */
    record Any() implements Schema {}

    /** The schema of what nothing is known of. */
    static Schema any() {
        return new Any();
    }

    /** The forms of scalars. */
    enum Form {
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN,
        /** A text, or a number taken for one. */
        QUANTITY,
        /** A whole number or a text. */
        INT_OR_STRING,
        TIME,
        MICRO_TIME,
        DURATION,
        /** In base64. */
        BYTES
    }

    /** A value without parts. */
    record Scalar(Form form) implements Schema {}

    /** How two writers share a list. */
    enum ListType {
        ATOMIC,
        SET,
        MAP
    }

    /**
     * A list.
     *
     * @param keys the fields that tell items of a {@link ListType#MAP} apart
     */
    record ListOf(Schema element, ListType type, List<String> keys) implements Schema {
        @Override
        public boolean atomic() {
            return type == ListType.ATOMIC;
        }
    }

    /** Values by names nobody knows beforehand. */
    record MapOf(Schema value, boolean whole) implements Schema {
        @Override
        public boolean atomic() {
            return whole;
        }
    }

    /** An object with fields. */
    final class Struct implements Schema {
        private final Map<String, Member> members = new LinkedHashMap<>();
        private final Map<Integer, Member> numbered = new LinkedHashMap<>();
        private final boolean open;

        /** @param open whether fields that are not known are kept */
        public Struct(boolean open) {
            this.open = open;
        }

        public boolean open() {
            return open;
        }

        /** Fields by their name in JSON. */
        public Map<String, Member> members() {
            return members;
        }

        public @Nullable Member member(String name) {
            return members.get(name);
        }

        /** The field of that number in protobuf. */
        public @Nullable Member member(int number) {
            return numbered.get(number);
        }

        void add(Member member) {
            if (member.inline()) {
                inline((Struct) member.schema());
            } else {
                members.put(member.name(), member);
            }
            if (member.number() > 0) {
                numbered.put(member.number(), member);
            }
        }

        private void inline(Struct other) {
            other.members.values().forEach(each -> members.putIfAbsent(each.name(), each));
        }

        @Override
        public boolean atomic() {
            return false;
        }
    }

    /**
     * A field of a struct.
     *
     * @param number in protobuf; 0: has none
     * @param inline its own fields stand in its place in JSON
     * @param mergeKey strategic merge: the items' key; empty without one
     * @param merges strategic merge: lists are merged
     * @param whole it belongs to one owner as a whole
     * @param pointer in Go: zero and absent are different things
     */
    record Member(
            String name,
            int number,
            Schema schema,
            boolean inline,
            String mergeKey,
            boolean merges,
            boolean whole,
            boolean pointer) {
        static Member of(String name, Schema schema) {
            return new Member(name, 0, schema, false, "", false, false, false);
        }

        /** Whether owners see it as one thing. */
        public boolean atomic() {
            return whole || schema.atomic();
        }
    }
}
