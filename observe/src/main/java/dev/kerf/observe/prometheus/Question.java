package dev.kerf.observe.prometheus;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A call and what it is asked with.
 *
 * @param posted whether in the body, where it may be of any length; label values are only asked in the address
 */
record Question(String call, Map<String, String> parameters, boolean posted) {
    static Question query(String call, String query) {
        return new Question(call, Map.of("query", query), true);
    }

    /** @param selector empty: all */
    static Question matching(String call, String selector, Instant from, Instant to) {
        Map<String, String> match = selector.isEmpty() ? Map.of() : Map.of("match[]", selector);
        return new Question(call, match, true).and("start", from).and("end", to);
    }

    Question got() {
        return new Question(call, parameters, false);
    }

    Question and(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put(name, value);
        return new Question(call, all, posted);
    }

    Question and(String name, Instant moment) {
        return and(name, seconds(moment.toEpochMilli()));
    }

    Question and(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(more);
        all.putAll(parameters);
        return new Question(call, all, posted);
    }

    static String seconds(long millis) {
        return millis % 1000 == 0 ? Long.toString(millis / 1000) : Double.toString(millis / 1000.0);
    }

    URI address(Access access) {
        return posted || parameters.isEmpty() ? access.call(call) : access.call(call + "?" + form());
    }

    HttpRequest request(Access access) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(access))
                .timeout(access.patience().answer())
                .header("Accept-Encoding", "gzip");
        access.headers().forEach(request::header);
        if (posted) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form()));
        }
        return request.build();
    }

    private String form() {
        return parameters.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
