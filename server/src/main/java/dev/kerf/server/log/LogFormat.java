package dev.kerf.server.log;

import dev.kerf.objects.write.Documents;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How an event is written. */
public enum LogFormat {
    /** logfmt: {@code time=… level=info event=bound pod=team/a node=n-1}. */
    TEXT,
    /** One JSON object. */
    JSON;

    private static final Pattern BARE = Pattern.compile("[^\\s\"=\\p{Cntrl}\\x80-\\x9f\\u2028\\u2029]+");

    String line(Map<String, Object> fields) {
        return switch (this) {
            case TEXT ->
                fields.entrySet().stream()
                        .map(e -> e.getKey() + "=" + word(String.valueOf(e.getValue())))
                        .collect(Collectors.joining(" "));
            case JSON -> new String(Documents.bytes(fields), StandardCharsets.UTF_8);
        };
    }

    /** A value that cannot be taken for two, nor for another line. */
    private static String word(String text) {
        if (BARE.matcher(text).matches()) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(Character.isISOControl(c) ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }
}
