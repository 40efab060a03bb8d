package dev.kerf.objects.read;

import dev.kerf.objects.read.Tokens.Malformed;
import dev.kerf.objects.read.Value.Mapping;
import dev.kerf.objects.read.Value.Scalar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The Status object by which an API server refuses. */
public final class ServerStatus {
    private static final int LONGEST = 300;

    private ServerStatus() {}

    /** Its message; of what is no Status the beginning of the text. */
    public static String message(byte[] body) {
        try {
            JsonTokens tokens = new JsonTokens(new ByteArrayInputStream(body));
            Value value = new TreeBuilder(tokens, problem -> {}).build(tokens.next(), Shape.ALL);
            if (value instanceof Mapping map && map.values().get("message") instanceof Scalar message) {
                return message.text();
            }
        } catch (IOException | Malformed noStatus) {
            // said as it stands
        }
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
