package dev.kerf.objects.read;

import dev.kerf.objects.read.Tokens.Malformed;
import dev.kerf.objects.read.Tokens.Token;
import dev.kerf.objects.read.Value.Mapping;
import dev.kerf.objects.read.Value.Scalar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a watch as an API server sends it.
 *
 * @param type   ADDED, MODIFIED, DELETED, BOOKMARK or ERROR
 * @param object the object; of an ERROR the Status
 */
public record ServerEvent(String type, Item object) {
    /**
     * Reads a line.
     *
     * @throws IOException if it is no event
     */
    public static ServerEvent read(byte[] line) throws IOException {
        try (JsonTokens tokens = new JsonTokens(line)) {
            return read(tokens);
        } catch (Malformed broken) {
            throw new IOException("an event of the server's watch " + broken.problem(), broken);
        }
    }

    private static ServerEvent read(Tokens tokens) throws IOException, Malformed {
        List<Problem> problems = new ArrayList<>();
        TreeBuilder tree = new TreeBuilder(tokens, problems::add);
        String type = "";
        Mapping object = null;
        Token first = tokens.next();
        for (Token token = tokens.next(); first == Token.MAP && token != Token.MAP_END; token = tokens.next()) {
            String key = tokens.text();
            Value value = tree.build(tokens.next(), key.equals("object") ? Shape.OBJECT : Shape.ALL);
            type = key.equals("type") && value instanceof Scalar text ? text.text() : type;
            object = value instanceof Mapping map ? map : object;
        }
        if (object == null || type.isEmpty()) {
            throw new IOException("an event of the server's watch has no type and object");
        }
        String kind = object.values().get("kind") instanceof Scalar scalar ? scalar.text() : "";
        return new ServerEvent(type, new Item("server", kind, object, problems));
    }

    /** The version of the object, to watch on from. */
    public String resourceVersion() {
        return object.root().at("metadata", "resourceVersion").text();
    }
}
