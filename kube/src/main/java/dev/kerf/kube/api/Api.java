package dev.kerf.kube.api;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** An API server. Safe for use by several threads. */
public final class Api implements AutoCloseable {
    private static final String JSON = "application/json";
    private final Transport transport;
    private final HttpClient http;
    private final String server;
    private final String namespace;
    private final Duration patience;
    private final Calls calls;
    private final LongAdder writes = new LongAdder();

    private Api(Transport transport, String server, String namespace, Duration patience, Calls calls) {
        this.transport = transport;
        this.http = transport.http();
        this.server = server;
        this.namespace = namespace;
        this.patience = patience;
        this.calls = calls;
    }

    /**
     * A server, not yet asked anything.
     *
     * @throws Unreachable if the kubeconfig is not one
     */
    public static Api connect(Access access) {
        return connect(access, server -> Calls.UNHEARD);
    }

    /**
     * A server, not yet asked anything.
     *
     * @param calls who is told of the requests to the server at this address
     * @throws Unreachable if the kubeconfig is not one
     */
    public static Api connect(Access access, Function<String, Calls> calls) {
        Config config = access.config();
        String server = config.getMasterUrl().replaceFirst("/+$", "");
        Transport transport = new Transport(config);
        String namespace = config.getNamespace();
        return new Api(
                transport, server, namespace == null ? "default" : namespace, access.patience(), calls.apply(server));
    }

    /** Where it is. */
    public String server() {
        return server;
    }

    /** The namespace meant where none is said. */
    public String namespace() {
        return namespace;
    }

    /** How long a write may be under way. */
    public Duration patience() {
        return patience;
    }

    /** Requests that were to change something, so far. */
    public long writes() {
        return writes.sum();
    }

    /**
     * Asks; the answer comes later and is never exceptional. What is done with it then is done on the one thread that serves
     * all connections, and must not wait.
     */
    public CompletableFuture<Answer> send(Request request) {
        HttpRequest.Builder builder = http.newHttpRequestBuilder().uri(server + request.path());
        if (request.writes()) {
            writes.increment();
            builder.timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        }
        builder.header("Accept", JSON);
        if (request.packed()) {
            builder.header("Accept-Encoding", "gzip");
        }
        String type = request.contentType();
        if (request.method().equals("GET")) {
            builder.method("GET", null, (String) null);
        } else if (type.isEmpty()) {
            builder.method(request.method(), JSON, ""); // without any body the client would make it a GET
        } else if (request.method().equals("POST")) {
            builder.post(type, request.body());
        } else {
            builder.method(request.method(), type, new String(request.body(), StandardCharsets.UTF_8));
        }
        long begin = System.nanoTime();
        return http.sendAsync(builder.build(), byte[].class).handle((response, failure) -> {
            Answer answer = answer(response, failure);
            calls.answered(request, answer.code(), Duration.ofNanos(System.nanoTime() - begin));
            return answer;
        });
    }

    private static Answer answer(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
        if (response == null) {
            return none(failure);
        }
        byte[] body = response.body();
        return new Answer(response.code(), body == null ? new byte[0] : body);
    }

    static Answer none(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String why =
                switch (cause) {
                    case ConnectTimeoutException late -> "it does not answer in time";
                    case ConnectException refused -> "the connection is refused";
                    case UnknownHostException nobody -> "its name is not known";
                    case TimeoutException late -> "it does not answer in time";
                    case SSLException untrusted -> root(untrusted);
                    case null -> "it does not answer";
                    default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
                };
        return Answer.none(why);
    }

    /** Above it there is only that a handshake failed. */
    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    /** Asks and waits. */
    public Answer ask(Request request) {
        if (Transport.isServing()) {
            throw new IllegalStateException("the thread that is to bring the answer waits for it: " + request.path());
        }
        return send(request).join();
    }

    /** Begins to follow a stream of lines; they are given away on a thread of the client's. */
    public Following follow(String path, LineSink sink) {
        HttpRequest request = http.newHttpRequestBuilder()
                .uri(server + path)
                .header("Accept", JSON)
                .forStreaming()
                .build();
        long begin = System.nanoTime();
        return new Following(
                http,
                request,
                sink,
                code -> calls.answered(Request.get(path), code, Duration.ofNanos(System.nanoTime() - begin)));
    }

    @Override
    public void close() {
        transport.close();
    }
}
