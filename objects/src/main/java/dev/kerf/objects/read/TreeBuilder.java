package dev.kerf.objects.read;

import dev.kerf.objects.read.Tokens.Malformed;
import dev.kerf.objects.read.Tokens.Token;
import dev.kerf.objects.read.Value.Mapping;
import dev.kerf.objects.read.Value.Scalar;
import dev.kerf.objects.read.Value.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Values made of tokens, within bounds: how deep they nest, and how much aliases may multiply. */
final class TreeBuilder {
    private static final int DEEPEST = 100;
    private static final long MOST_ALIASED = 100_000;
    private static final String MERGE = "<<";

    private final Tokens tokens;
    private final Consumer<Problem> problems;
    private final Map<String, Value> anchors = new HashMap<>();
    private final List<String> path = new ArrayList<>();
    private long aliased;

    TreeBuilder(Tokens tokens, Consumer<Problem> problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    /** The value that begins with the token just read. */
    Value build(Token token, Shape shape) throws Malformed {
        String anchor = tokens.anchor();
        Value value =
                switch (token) {
                    case SCALAR -> new Scalar(tokens.line(), tokens.text(), tokens.quoted());
                    case ALIAS -> aliased();
                    case LIST -> list(anchor == null ? shape : Shape.ALL);
                    case MAP -> map(anchor == null ? shape : Shape.ALL);
                    case MAP_END, LIST_END, END -> throw new Malformed(tokens.line(), "ends too early");
                };
        if (anchor != null) {
            anchors.put(anchor, value);
        }
        return value;
    }

    private Value aliased() throws Malformed {
        Value target = anchors.get(tokens.text());
        if (target == null) {
            return lost("alias *" + tokens.text() + " names nothing that is complete here");
        }
        aliased += target.size();
        if (aliased > MOST_ALIASED) {
            throw new Malformed(tokens.line(), "multiplies itself by its aliases; write the values out");
        }
        return target;
    }

    private Value list(Shape shape) throws Malformed {
        int line = tokens.line();
        if (path.size() >= DEEPEST) {
            return tooDeep();
        }
        List<Value> values = new ArrayList<>();
        long size = 1;
        for (Token token = tokens.next(); token != Token.LIST_END; token = tokens.next()) {
            path.add("[" + values.size() + "]");
            Value value = build(token, shape);
            path.removeLast();
            values.add(value);
            size += value.size();
        }
        return new Sequence(line, values, size);
    }

    private Value map(Shape shape) throws Malformed {
        int line = tokens.line();
        if (path.size() >= DEEPEST) {
            return tooDeep();
        }
        MapEntries entries = new MapEntries();
        for (Token token = tokens.next(); token != Token.MAP_END; token = tokens.next()) {
            entry(token, shape, entries);
        }
        return entries.mapping(line);
    }

    /** Reads one entry into the map, its key being the token just read. */
    void entry(Token token, Shape shape, MapEntries entries) throws Malformed {
        int line = tokens.line();
        Value keyValue = token == Token.SCALAR ? new Scalar(line, tokens.text(), tokens.quoted()) : build(token, shape);
        String key = keyValue instanceof Scalar scalar ? scalar.text() : "?";
        boolean merge = key.equals(MERGE) && keyValue instanceof Scalar scalar && !scalar.quoted();
        Shape part = merge ? shape : shape.part(key);
        Token first = tokens.next();
        if (part == Shape.NOTHING) {
            skip(first);
            return;
        }
        path.add(key);
        entries.add(key, merge, build(first, part), line);
        path.removeLast();
    }

    /** Reads over the value that begins with the token just read, but remembers what it names for later use. */
    void skip(Token token) throws Malformed {
        int depth = 0;
        for (Token current = token; ; current = tokens.next()) {
            if (current == Token.END) {
                throw new Malformed(tokens.line(), "ends too early");
            }
            if (tokens.anchor() != null) {
                build(current, Shape.ALL);
            } else {
                depth += current == Token.MAP || current == Token.LIST ? 1 : 0;
                depth -= current == Token.MAP_END || current == Token.LIST_END ? 1 : 0;
            }
            if (depth == 0) {
                return;
            }
        }
    }

    private Value tooDeep() throws Malformed {
        Value lost = lost("is nested more than " + DEEPEST + " levels deep");
        int depth = 1;
        while (depth > 0) {
            Token current = tokens.next();
            depth += current == Token.MAP || current == Token.LIST ? 1 : 0;
            depth -= current == Token.MAP_END || current == Token.LIST_END ? 1 : 0;
            if (current == Token.END) {
                throw new Malformed(tokens.line(), "ends too early");
            }
        }
        return lost;
    }

    private Value lost(String problem) {
        problems.accept(new Problem(tokens.line(), path(), problem));
        return new Scalar(tokens.line(), "", false);
    }

    private String path() {
        StringBuilder text = new StringBuilder();
        path.stream().limit(8).forEach(part -> Field.append(text, part));
        return path.size() > 8 ? text + "…" : text.toString();
    }

    /** The entries of a map while it is read; what {@code <<} merges in never replaces what is written out. */
    final class MapEntries {
        private final LinkedHashMap<String, Value> values = new LinkedHashMap<>();
        private final List<Value> merged = new ArrayList<>();

        private void add(String key, boolean merge, Value value, int line) {
            if (merge) {
                merged.add(value);
                return;
            }
            Value earlier = values.putIfAbsent(key, value);
            if (earlier != null) {
                String text = "is written twice, first on line " + earlier.line() + "; delete one of them";
                problems.accept(new Problem(line, path(), text));
            }
        }

        Mapping mapping(int line) {
            merged.forEach(this::merge);
            return new Mapping(
                    line,
                    values,
                    1 + values.values().stream().mapToLong(Value::size).sum());
        }

        private void merge(Value value) {
            switch (value) {
                case Mapping mapping -> mapping.values().forEach(values::putIfAbsent);
                case Sequence list -> list.values().forEach(this::merge);
                case Scalar nothing -> {}
            }
        }
    }
}
