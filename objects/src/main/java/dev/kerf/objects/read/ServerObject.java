package dev.kerf.objects.read;

import dev.kerf.objects.read.Tokens.Malformed;
import dev.kerf.objects.read.Value.Mapping;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** One whole object as an API server answers it. */
public final class ServerObject {
    private ServerObject() {}

    /**
     * Its fields.
     *
     * @throws IOException if it is no JSON object
     */
    public static Field read(byte[] json) throws IOException {
        try {
            JsonTokens tokens = new JsonTokens(new ByteArrayInputStream(json));
            Value value = new TreeBuilder(tokens, problem -> {}).build(tokens.next(), Shape.ALL);
            if (value instanceof Mapping map) {
                return Item.of(new Origin("server", 1), map).root();
            }
        } catch (Malformed broken) {
            throw new IOException("the server's answer " + broken.problem(), broken);
        }
        throw new IOException("the server's answer is no object");
    }
}
