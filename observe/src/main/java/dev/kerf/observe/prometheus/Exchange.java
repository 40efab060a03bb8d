package dev.kerf.observe.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.kerf.observe.prometheus.Envelope.Content;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One try of one question. */
final class Exchange {
    /** What became of it. */
    sealed interface Outcome<T> {
        record Answered<T>(Content<T> content) implements Outcome<T> {}

        /** @param wished how long the server wishes to be left alone */
        record Again<T>(SourceException because, Duration wished) implements Outcome<T> {}

        record Never<T>(SourceException because) implements Outcome<T> {}

        /** The question is too large to be answered at once. */
        record TooMuch<T>(SourceException because) implements Outcome<T> {}
    }

    private final HttpClient http;
    private final Access access;
    private final Consumer<HttpHeaders> headers;

    /** @param headers is shown those of each answer */
    Exchange(HttpClient http, Access access, Consumer<HttpHeaders> headers) {
        this.http = http;
        this.access = access;
        this.headers = headers;
    }

    <T> Outcome<T> ask(Question question, Envelope.Data<T> reader) {
        Refusals refusals = new Refusals(question.address(access), access.patience());
        try {
            HttpResponse<InputStream> response =
                    http.send(question.request(access), HttpResponse.BodyHandlers.ofInputStream());
            headers.accept(response.headers());
            return read(response, reader, refusals);
        } catch (HttpConnectTimeoutException late) {
            return new Outcome.Again<>(refusals.unreachable(late), Duration.ZERO);
        } catch (HttpTimeoutException late) {
            return new Outcome.Again<>(refusals.late(), Duration.ZERO);
        } catch (SSLException untrusted) {
            return new Outcome.Never<>(refusals.untrusted(untrusted));
        } catch (IOException broken) {
            return new Outcome.Again<>(refusals.unreachable(broken), Duration.ZERO);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Outcome.Never<>(refusals.stopped(stopped));
        }
    }

    private <T> Outcome<T> read(HttpResponse<InputStream> response, Envelope.Data<T> reader, Refusals refusals) {
        CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
        try (InputStream body = response.body()) {
            // The time limit of a request ends with the headers; the body has its own.
            var watch = over.orTimeout(access.patience().answer().toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(late -> close(body));
            try {
                Content<T> content = Envelope.read(unpacked(response.headers(), body), reader);
                return refusals.judged(response, content);
            } finally {
                over.complete(null);
                watch.join();
            }
        } catch (Bounded.TooLarge large) {
            return new Outcome.TooMuch<>(refusals.tooLarge());
        } catch (JsonEOFException broken) {
            return new Outcome.Again<>(refusals.unreachable(broken), Duration.ZERO);
        } catch (JsonProcessingException garbage) {
            return refusals.garbage(response, garbage);
        } catch (IOException broken) {
            boolean late = over.isCompletedExceptionally();
            return new Outcome.Again<>(late ? refusals.late() : refusals.unreachable(broken), Duration.ZERO);
        }
    }

    private InputStream unpacked(HttpHeaders headers, InputStream body) throws IOException {
        boolean packed = headers.firstValue("Content-Encoding").orElse("").equals("gzip");
        InputStream plain = packed ? new GZIPInputStream(body, 1 << 16) : body;
        return new Bounded(plain, access.patience().mostBytes());
    }

    private static @Nullable Void close(InputStream body) {
        try {
            body.close();
        } catch (IOException closed) {
            // Whoever reads it sees that it has ended.
        }
        return null;
    }
}
