package dev.kerf.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The API server of a control plane seen through a proxy that fails as it is told; plain HTTP on loopback. */
public final class FaultyServer implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(3);
    private static final int PIECE = 16 << 10;
    private static final int SLOW_PIECE = 100;
    private static final long TRICKLE_NANOS = 1_000_000;
    private static final Set<String> PASSED = Set.of("authorization", "accept", "content-type", "user-agent");
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private final ControlPlane plane;
    private final HttpServer front;
    private final HttpClient back;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();
    private final Map<Fault, Integer> injected = new EnumMap<>(Fault.class);
    private final Set<HttpExchange> streams = ConcurrentHashMap.newKeySet();
    private volatile Faults faults;

    private FaultyServer(ControlPlane plane, Faults faults) throws IOException {
        this.plane = plane;
        this.faults = faults;
        this.back = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(Trust.in(plane.certificate()))
                .executor(threads)
                .build();
        this.front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        front.setExecutor(threads);
        front.createContext("/", this::handle);
        front.start();
    }

    /** A proxy before the plane's API server. */
    public static FaultyServer before(ControlPlane plane, Faults faults) {
        try {
            return new FaultyServer(plane, faults);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What fails from now on. */
    public void become(Faults other) {
        faults = other;
    }

    /** The administrator's, through the proxy. */
    public Path kubeconfig() {
        return kubeconfig(plane.kubeconfig());
    }

    /** Somebody's, see {@link ControlPlane#asServiceAccount}, through the proxy. */
    public Path kubeconfig(Path direct) {
        Path file = plane.directory().resolve("kubeconfig-faulty-" + NUMBER.incrementAndGet());
        String server = "http://127.0.0.1:" + front.getAddress().getPort();
        try {
            String text = Files.readString(direct).replace(plane.server().toString(), server);
            return Files.writeString(file, text.replaceAll(", certificate-authority: \"[^\"]*\"", ""));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Every stream that is open now ends in the middle. */
    public void disconnect() {
        streams.removeIf(stream -> {
            count(Fault.CUT);
            stream.close();
            return true;
        });
    }

    /** How often it failed, and how. */
    public synchronized Map<Fault, Integer> injected() {
        return new EnumMap<>(injected);
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            String method = exchange.getRequestMethod();
            String target = exchange.getRequestURI().toString();
            byte[] body = exchange.getRequestBody().readAllBytes();
            String key = method + " " + exchange.getRequestURI().getPath();
            int nth = seen.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet();
            Fault fault = faults.of(method, target, nth);
            count(fault);
            if (target.contains("watch=1")) {
                streams.add(exchange);
            }
            answer(exchange, fault, target, nth, body);
            streams.remove(exchange);
        } catch (IOException | InterruptedException gone) {
            streams.remove(exchange); // whoever asked, or who should answer, is gone; closing the exchange says so
        }
    }

    private synchronized void count(Fault fault) {
        if (fault != Fault.NONE) {
            injected.merge(fault, 1, Integer::sum);
        }
    }

    private void answer(HttpExchange exchange, Fault fault, String target, int nth, byte[] body)
            throws IOException, InterruptedException {
        switch (fault) {
            case NONE -> pass(exchange, body, PIECE, Integer.MAX_VALUE);
            case SLOW -> pass(exchange, body, SLOW_PIECE, Integer.MAX_VALUE);
            case CUT -> pass(exchange, body, PIECE, nth * 977 % 20_000);
            case BROKEN -> status(exchange, 500, "InternalError", "a fault was injected");
            case OVERLOADED -> status(exchange, 429, "TooManyRequests", "too many requests, please try again later");
            case CONFLICT -> status(exchange, 409, "Conflict", "the object has been modified; please try again");
            case GONE -> gone(exchange, target.contains("watch=1") && nth % 2 == 0);
            case SILENT -> LockSupport.parkNanos(SILENCE.toNanos());
            case LOST -> send(exchange, body).body().readAllBytes();
            case LATE -> {
                send(exchange, body).body().readAllBytes();
                status(exchange, 504, "Timeout", "request did not complete within the allotted timeout");
            }
        }
    }

    private void gone(HttpExchange exchange, boolean asEvent) throws IOException {
        String status = status(410, "Expired", "too old resource version");
        if (asEvent) {
            write(exchange, 200, "{\"type\":\"ERROR\",\"object\":" + status + "}\n");
        } else {
            write(exchange, 410, status + "\n");
        }
    }

    private static void status(HttpExchange exchange, int code, String reason, String message) throws IOException {
        write(exchange, code, status(code, reason, message) + "\n");
    }

    private static String status(int code, String reason, String message) {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\"%s\",\"reason\":\"%s\",\"code\":%d}"
                .formatted(message, reason, code);
    }

    private static void write(HttpExchange exchange, int code, String json) throws IOException {
        byte[] bytes = json.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private HttpResponse<InputStream> send(HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        plane.server().resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (PASSED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return back.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /**
     * Passes on what is asked and what is answered.
     *
     * @param size of the pieces that are passed on; small ones trickle
     * @param most bytes of the answer; then the connection ends
     */
    private void pass(HttpExchange exchange, byte[] body, int size, int most) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = send(exchange, body);
        response.headers().firstValue("content-type").ifPresent(type -> exchange.getResponseHeaders()
                .set("Content-Type", type));
        exchange.sendResponseHeaders(response.statusCode(), 0);
        try (InputStream in = response.body()) {
            byte[] piece = new byte[size];
            int left = most;
            for (int read = in.read(piece, 0, Math.min(left, size)); read > 0; ) {
                exchange.getResponseBody().write(piece, 0, read);
                exchange.getResponseBody().flush();
                LockSupport.parkNanos(size == SLOW_PIECE ? TRICKLE_NANOS : 0);
                left -= read;
                read = left > 0 ? in.read(piece, 0, Math.min(left, size)) : -1;
            }
        }
    }

    @Override
    public void close() {
        front.stop(0);
        threads.shutdownNow();
        back.shutdownNow();
    }
}
