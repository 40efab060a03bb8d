package dev.kerf.kube.api;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A stream of lines that is being followed. */
public final class Following {
    private static final Answer ENDED = new Answer(200, new byte[0]);
    private final Lines lines;
    private final IntConsumer begun;
    private final CompletableFuture<HttpResponse<AsyncBody>> opened;
    private final CompletableFuture<Answer> end = new CompletableFuture<>();

    /** @param begun told the status with which it begins; 0: it does not */
    Following(HttpClient http, HttpRequest request, LineSink sink, IntConsumer begun) {
        this.lines = new Lines(sink);
        this.begun = begun;
        this.opened = http.consumeBytes(request, lines::take);
        var _ = opened.whenComplete(this::opened);
    }

    private void opened(@Nullable HttpResponse<AsyncBody> response, @Nullable Throwable failure) {
        begun.accept(response == null ? 0 : response.code());
        if (response == null) {
            end.complete(Api.none(failure));
        } else {
            if (!response.isSuccessful()) {
                lines.refuse();
            }
            AsyncBody body = response.body();
            var _ = body.done().whenComplete((done, broken) -> end.complete(ended(response)));
            body.consume();
        }
    }

    private Answer ended(HttpResponse<AsyncBody> response) {
        return new Answer(response.code(), lines.rest());
    }

    /**
     * Waits until it ends, or ends it when nothing came for so long.
     *
     * @return an answer that is ok where the stream was opened, however it ended; else the refusal
     */
    public Answer await(Duration silence) {
        while (true) {
            long left = silence.toNanos() - (System.nanoTime() - lines.last());
            try {
                return end.get(Math.max(left, 0), TimeUnit.NANOSECONDS);
            } catch (TimeoutException none) {
                if (System.nanoTime() - lines.last() >= silence.toNanos()) {
                    end();
                }
            } catch (InterruptedException interrupted) {
                end();
                Thread.currentThread().interrupt();
                return ENDED;
            } catch (ExecutionException impossible) {
                return Api.none(impossible.getCause());
            }
        }
    }

    /** Ends it. */
    public void end() {
        var _ = opened.thenAccept(response -> response.body().cancel());
        end.complete(ENDED);
        opened.cancel(true);
    }
}
