package dev.kerf.fakecluster.api;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A request.
 *
 * @param path   without the query, percent signs resolved
 * @param accept what the client takes
 * @param type   of the body, without parameters
 * @param agent  who the client says it is
 */
public record Call(
        String method, String path, Map<String, String> query, String accept, String type, String agent, byte[] body) {
    static Map<String, String> query(URI uri) {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = uri.getRawQuery();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                query.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    boolean flag(String name) {
        String value = query.get(name);
        return value != null && !value.equals("false") && !value.equals("0");
    }

    boolean takes(String form) {
        return accept.contains("as=" + form);
    }

    /** Who writes: as it says, or the first word of its user agent. */
    String manager() {
        String said = parameter("fieldManager");
        return said.isEmpty() ? agent.replaceAll("/.*", "").toLowerCase(Locale.ROOT) : said;
    }
}
