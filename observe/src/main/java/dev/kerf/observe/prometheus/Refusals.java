package dev.kerf.observe.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.kerf.observe.prometheus.Envelope.Content;
import dev.kerf.observe.prometheus.Exchange.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** What is said of answers that are none, and whether asking again helps. */
final class Refusals {
    private static final int MOST_WORDS = 300;
    private final URI call;
    private final Patience patience;

    Refusals(URI call, Patience patience) {
        this.call = call;
        this.patience = patience;
    }

    <T> Outcome<T> judged(HttpResponse<?> response, Content<T> content) {
        int code = response.statusCode();
        if (code == 200 && content.data() != null && content.error().isEmpty()) {
            return new Outcome.Answered<>(content);
        }
        return refused(
                response, content.error().isEmpty() ? "without a reason" : "“" + shortened(content.error()) + "”");
    }

    private <T> Outcome<T> refused(HttpResponse<?> response, String words) {
        int code = response.statusCode();
        return switch (code) {
            case 429, 502, 503, 504 ->
                new Outcome.Again<>(
                        SourceException.of(
                                call,
                                "answers " + code + " " + words
                                        + ": it has too much to do; try later, or a shorter time",
                                null),
                        wished(response));
            case 401, 403 ->
                new Outcome.Never<>(SourceException.of(
                        call, "answers " + code + " " + words + "; give a token or a password that it takes", null));
            case 400, 404, 405 ->
                new Outcome.Never<>(SourceException.refused(
                        call, "answers " + code + " " + words + "; look whether the address is that of a Prometheus"));
            case 422 ->
                new Outcome.TooMuch<>(SourceException.refused(
                        call, "answers 422 " + words + "; ask for a shorter time, or raise its query limits"));
            default -> new Outcome.Never<>(SourceException.of(call, "answers " + code + " " + words, null));
        };
    }

    /** No JSON: a proxy's page, or no Prometheus at all. */
    <T> Outcome<T> garbage(HttpResponse<?> response, JsonProcessingException garbage) {
        if (response.statusCode() != 200) {
            return refused(response, "without a reason");
        }
        return new Outcome.Never<>(SourceException.of(
                call,
                "answers with what is no answer of a Prometheus: " + shortened(garbage.getOriginalMessage())
                        + "; look whether the address is right",
                garbage));
    }

    private static Duration wished(HttpResponse<?> response) {
        String wish = response.headers().firstValue("Retry-After").orElse("");
        return wish.matches("[0-9]{1,4}") ? Duration.ofSeconds(Long.parseLong(wish)) : Duration.ZERO;
    }

    SourceException late() {
        return SourceException.of(
                call, "did not answer within %d s; ask for a shorter time".formatted(seconds(patience.answer())), null);
    }

    private static long seconds(Duration time) {
        return Math.max(1, time.toSeconds());
    }

    SourceException tooLarge() {
        return SourceException.refused(
                call, "answers with more than %d MiB; ask for a shorter time".formatted(patience.mostBytes() >> 20));
    }

    SourceException unreachable(IOException broken) {
        String why = broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
        return SourceException.of(
                call,
                "cannot be reached (" + shortened(why) + "); look whether it runs and the address is right",
                broken);
    }

    SourceException untrusted(SSLException untrusted) {
        return SourceException.of(
                call,
                "shows a certificate that is not trusted (" + shortened(String.valueOf(untrusted.getMessage()))
                        + "); name the file of who signed it",
                untrusted);
    }

    SourceException stopped(InterruptedException stopped) {
        return SourceException.of(call, "was no longer waited for", stopped);
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= MOST_WORDS ? line : line.substring(0, MOST_WORDS) + "…";
    }
}
