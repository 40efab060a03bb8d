package dev.kerf.objects.read;

import dev.kerf.objects.read.Tokens.Malformed;
import dev.kerf.objects.read.Tokens.Token;
import dev.kerf.objects.read.Value.Mapping;
import dev.kerf.objects.read.Value.Scalar;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A page of a list as an API server answers it.
 *
 * @param resourceVersion of the whole list
 * @param more            the token the next page is asked for by; empty: this was the last
 */
public record ServerList(String resourceVersion, String more) {
    private static final String FROM = "server";

    /**
     * Reads a page; its items are given away one by one as they are read.
     *
     * @param kind of the items, which do not state it themselves
     * @throws IOException if the answer breaks off or is no JSON
     */
    public static ServerList read(InputStream in, String kind, Consumer<Item> sink) throws IOException {
        return read(in, kind, head -> {}, sink);
    }

    /**
     * The same.
     *
     * @param head takes the page's own part as soon as it is read; servers write it before the items
     */
    public static ServerList read(InputStream in, String kind, Consumer<ServerList> head, Consumer<Item> sink)
            throws IOException {
        try (JsonTokens tokens = new JsonTokens(in)) {
            return new Reader(tokens, kind, head, sink).page();
        } catch (Malformed broken) {
            throw new IOException("the server's list of " + kind + " " + broken.problem(), broken);
        }
    }

    /** One page being read. */
    private static final class Reader {
        private final Tokens tokens;
        private final String kind;
        private final Consumer<ServerList> head;
        private final Consumer<Item> sink;
        private final List<Problem> problems = new ArrayList<>();
        private final TreeBuilder tree;

        Reader(Tokens tokens, String kind, Consumer<ServerList> head, Consumer<Item> sink) {
            this.tokens = tokens;
            this.kind = kind;
            this.head = head;
            this.sink = sink;
            this.tree = new TreeBuilder(tokens, problems::add);
        }

        ServerList page() throws Malformed {
            if (tokens.next() != Token.MAP) {
                throw new Malformed(1, "is no object");
            }
            ServerList page = new ServerList("", "");
            for (Token token = tokens.next(); token != Token.MAP_END; token = tokens.next()) {
                String key = tokens.text();
                Token value = tokens.next();
                if (key.equals("items") && value == Token.LIST) {
                    items();
                } else if (key.equals("metadata") && tree.build(value, Shape.ALL) instanceof Mapping metadata) {
                    page = new ServerList(text(metadata, "resourceVersion"), text(metadata, "continue"));
                    head.accept(page);
                } else if (!key.equals("metadata")) {
                    tree.skip(value);
                }
            }
            return page;
        }

        private void items() throws Malformed {
            for (Token token = tokens.next(); token != Token.LIST_END; token = tokens.next()) {
                if (tree.build(token, Shape.OBJECT) instanceof Mapping item) {
                    sink.accept(new Item(FROM, kind, item, problems));
                }
                problems.clear();
            }
        }

        private static String text(Mapping map, String key) {
            return map.values().get(key) instanceof Scalar scalar ? scalar.text() : "";
        }
    }
}
