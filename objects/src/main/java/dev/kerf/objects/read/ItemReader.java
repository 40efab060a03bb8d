package dev.kerf.objects.read;

import dev.kerf.objects.read.Tokens.Malformed;
import dev.kerf.objects.read.Tokens.Token;
import dev.kerf.objects.read.Value.Mapping;
import dev.kerf.objects.read.Value.Scalar;
import dev.kerf.objects.read.Value.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The objects of one text, given away one by one; the items of a list are objects of their own, however large it is. */
final class ItemReader {
    private static final String ITEMS = "items";
    private final String file;
    private final Tokens tokens;
    private final Consumer<Item> sink;
    private final Consumer<Warning> warnings;
    private final List<Problem> problems = new ArrayList<>();
    private final TreeBuilder tree;

    ItemReader(String file, Tokens tokens, Consumer<Item> sink, Consumer<Warning> warnings) {
        this.file = file;
        this.tokens = tokens;
        this.sink = sink;
        this.warnings = warnings;
        this.tree = new TreeBuilder(tokens, problems::add);
    }

    /** Reads to the end. */
    void readAll() throws Malformed {
        for (Token token = tokens.next(); token != Token.END; token = tokens.next()) {
            switch (token) {
                case MAP -> root();
                case LIST -> items("").forEach(item -> give(item, ""));
                default -> other(tree.build(token, Shape.ALL));
            }
        }
    }

    private void other(Value value) {
        if (!(value instanceof Scalar scalar && scalar.isNull())) {
            notAnObject(value);
        }
    }

    private void notAnObject(Value value) {
        warnings.accept(
                new Warning(file, value.line(), "", "is not an object with apiVersion and kind; it is left out"));
    }

    /** An object or a list of them; the items of the latter are given away before its end is seen. */
    private void root() throws Malformed {
        int line = tokens.line();
        TreeBuilder.MapEntries entries = tree.new MapEntries();
        List<Mapping> kindless = new ArrayList<>();
        boolean list = false;
        for (Token token = tokens.next(); token != Token.MAP_END; token = tokens.next()) {
            if (token == Token.SCALAR && tokens.text().equals(ITEMS)) {
                list = true;
                String kind = kindOf(entries.mapping(line));
                kindless.addAll(itemsValue(kind));
            } else {
                tree.entry(token, Shape.OBJECT, entries);
            }
        }
        Mapping root = entries.mapping(line);
        if (list) {
            kindless.forEach(item -> give(item, kindOf(root)));
            problems.clear();
        } else {
            give(root, "");
        }
    }

    private List<Mapping> itemsValue(String listKind) throws Malformed {
        Token token = tokens.next();
        if (token == Token.LIST) {
            return items(listKind);
        }
        if (tree.build(token, Shape.OBJECT) instanceof Sequence shared) {
            shared.values().forEach(value -> give(value, listKind));
        }
        return List.of();
    }

    /** Gives away the items; those that have no kind, while the list's own is not known yet, are returned. */
    private List<Mapping> items(String listKind) throws Malformed {
        List<Mapping> kindless = new ArrayList<>();
        for (Token token = tokens.next(); token != Token.LIST_END; token = tokens.next()) {
            Value value = tree.build(token, Shape.OBJECT);
            if (listKind.isEmpty()
                    && value instanceof Mapping item
                    && kindOf(item).isEmpty()) {
                kindless.add(item);
            } else {
                give(value, listKind);
            }
        }
        return kindless;
    }

    private void give(Value value, String listKind) {
        if (!(value instanceof Mapping root)) {
            other(value);
        } else if (root.values().get(ITEMS) instanceof Sequence nested) {
            nested.values().forEach(each -> give(each, kindOf(root)));
        } else {
            String kind = kindOf(root);
            boolean typed = listKind.endsWith("List") && listKind.length() > "List".length();
            String implied = typed ? listKind.substring(0, listKind.length() - "List".length()) : "";
            sink.accept(new Item(file, kind.isEmpty() ? implied : kind, root, problems));
        }
        problems.clear();
    }

    private static String kindOf(Mapping root) {
        return textOf(root.values().get("kind"));
    }

    private static String textOf(@Nullable Value value) {
        return value instanceof Scalar scalar && !scalar.isNull() ? scalar.text() : "";
    }
}
