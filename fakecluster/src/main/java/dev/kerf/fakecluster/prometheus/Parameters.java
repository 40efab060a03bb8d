package dev.kerf.fakecluster.prometheus;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked, from the address and from a form in the body. */
record Parameters(Map<String, List<String>> values) {
    private static final int MOST_BYTES = 1 << 20;

    static Parameters of(HttpExchange exchange) throws IOException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        read(exchange.getRequestURI().getRawQuery(), values);
        read(new String(exchange.getRequestBody().readNBytes(MOST_BYTES), StandardCharsets.UTF_8), values);
        return new Parameters(values);
    }

    private static void read(@Nullable String form, Map<String, List<String>> into) {
        if (form == null || form.isEmpty()) {
            return;
        }
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            into.computeIfAbsent(name, made -> new ArrayList<>())
                    .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw Mistake.badData("“" + text + "” has a percent sign that means nothing");
        }
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    String one(String name) {
        return all(name).isEmpty() ? "" : all(name).getFirst();
    }

    String wanted(String name) {
        if (one(name).isEmpty()) {
            throw Mistake.badData("invalid parameter \"" + name + "\": is missing");
        }
        return one(name);
    }

    /** In milliseconds. */
    long moment(String name, long otherwise) {
        String text = one(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        @Nullable Long seconds = seconds(text);
        if (seconds != null) {
            return seconds;
        }
        try {
            Instant moment = OffsetDateTime.parse(text).toInstant();
            return moment.toEpochMilli();
        } catch (DateTimeException | ArithmeticException none) {
            throw Mistake.badData("invalid parameter \"" + name + "\": cannot parse \"" + text
                    + "\" to a valid timestamp; write seconds since 1970 or RFC 3339");
        }
    }

    /** In milliseconds: seconds, or a length of time. */
    long step() {
        @Nullable Long seconds = seconds(wanted("step"));
        long step = seconds == null ? Words.span(one("step")) : seconds;
        if (step <= 0) {
            throw Mistake.badData(
                    "invalid parameter \"step\": zero or negative query resolution step widths are not accepted. Try a positive integer");
        }
        return step;
    }

    private static @Nullable Long seconds(String text) {
        try {
            BigDecimal seconds = new BigDecimal(text);
            boolean sane = text.length() < 40 && seconds.abs().compareTo(BigDecimal.valueOf(1L << 40)) < 0;
            return sane ? Math.round(seconds.doubleValue() * 1000) : null;
        } catch (NumberFormatException other) {
            return null;
        }
    }
}
