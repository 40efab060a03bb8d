package dev.kerf.objects.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The Status object by which an API server refuses. */
public final class ServerStatus {
    private static final int LONGEST = 300;

    private ServerStatus() {}

    /** Its message; of what is no Status the beginning of the text. */
    public static String message(byte[] body) {
        try {
            Field message = ServerObject.read(body).get("message");
            if (message.present()) {
                return message.text();
            }
        } catch (IOException noStatus) {
            // said as it stands
        }
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** Its reason in one word, such as {@code AlreadyExists}; empty where there is none. */
    public static String reason(byte[] body) {
        try {
            return ServerObject.read(body).get("reason").text();
        } catch (IOException noStatus) {
            return "";
        }
    }

    /** What it says of a cause, such as {@code DisruptionBudget}; empty where that is none of its causes. */
    public static String cause(byte[] body, String reason) {
        try {
            return ServerObject.read(body).at("details", "causes").items().stream()
                    .filter(cause -> cause.get("reason").text().equals(reason))
                    .map(cause -> cause.get("message").text())
                    .findFirst()
                    .orElse("");
        } catch (IOException noStatus) {
            return "";
        }
    }
}
