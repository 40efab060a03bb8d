package dev.kerf.kube.api;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** An API server. Safe for use by several threads. */
public final class Api implements AutoCloseable {
    private static final String JSON = "application/json";
    private final HttpClient http;
    private final String server;
    private final LongAdder writes = new LongAdder();

    private Api(HttpClient http, String server) {
        this.http = http;
        this.server = server;
    }

    /**
     * A server, not yet asked anything.
     *
     * @throws Unreachable if the kubeconfig is not one
     */
    public static Api connect(Access access) {
        Config config = access.config();
        HttpClient http = new JdkHttpClientFactory().newBuilder(config).build();
        return new Api(http, config.getMasterUrl().replaceFirst("/+$", ""));
    }

    /** Where it is. */
    public String server() {
        return server;
    }

    /** Requests that were to change something, so far. */
    public long writes() {
        return writes.sum();
    }

    /** Asks; the answer comes later and is never exceptional. */
    public CompletableFuture<Answer> send(Request request) {
        if (!request.method().equals("GET")) {
            writes.increment();
        }
        HttpRequest.Builder builder = http.newHttpRequestBuilder().uri(server + request.path());
        builder.header("Accept", JSON);
        String type = request.contentType();
        if (type.isEmpty()) {
            builder.method(request.method(), null, (String) null);
        } else if (request.method().equals("POST")) {
            builder.post(type, request.body());
        } else {
            builder.method(request.method(), type, new String(request.body(), StandardCharsets.UTF_8));
        }
        return http.sendAsync(builder.build(), byte[].class).handle(Api::answer);
    }

    private static Answer answer(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
        if (response == null) {
            return none(failure);
        }
        byte[] body = response.body();
        return new Answer(response.code(), body == null ? new byte[0] : body);
    }

    private static Answer none(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String why =
                switch (cause) {
                    case ConnectException refused -> "the connection is refused";
                    case HttpTimeoutException late -> "it does not answer in time";
                    case null -> "it does not answer";
                    default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
                };
        return new Answer(0, why.getBytes(StandardCharsets.UTF_8));
    }

    /** Asks and waits. */
    public Answer ask(Request request) {
        return send(request).join();
    }

    /** Somebody who takes a stream of lines. */
    @FunctionalInterface
    public interface LineSink {
        void line(byte[] line);
    }

    /**
     * Follows a stream of lines, and waits until it ends.
     *
     * @return an answer that is ok where the stream was opened, however it ended; else the refusal
     */
    public Answer follow(String path, LineSink sink) {
        Lines lines = new Lines(sink);
        HttpRequest request = http.newHttpRequestBuilder()
                .uri(server + path)
                .header("Accept", JSON)
                .forStreaming()
                .build();
        try {
            HttpResponse<AsyncBody> response =
                    http.consumeBytes(request, lines::take).join();
            AsyncBody body = response.body();
            body.consume();
            body.done().join();
            return new Answer(response.code(), lines.rest());
        } catch (CompletionException broken) {
            return lines.begun() ? new Answer(200, new byte[0]) : none(broken);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    /** Bytes cut into lines. */
    private static final class Lines {
        private static final int MOST = 64 << 20;
        private final LineSink sink;
        private final java.io.ByteArrayOutputStream open = new java.io.ByteArrayOutputStream();
        private boolean begun;

        Lines(LineSink sink) {
            this.sink = sink;
        }

        void take(List<ByteBuffer> buffers, AsyncBody body) {
            begun = true;
            for (ByteBuffer buffer : buffers) {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                cut(bytes);
            }
            if (open.size() > MOST) {
                body.cancel();
            } else {
                body.consume();
            }
        }

        private void cut(byte[] bytes) {
            int from = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    open.write(bytes, from, i - from);
                    sink.line(open.toByteArray());
                    open.reset();
                    from = i + 1;
                }
            }
            open.write(bytes, from, bytes.length - from);
        }

        boolean begun() {
            return begun;
        }

        byte[] rest() {
            return open.toByteArray();
        }
    }
}
