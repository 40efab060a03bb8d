package dev.kerf.server.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers {@code /metrics}, {@code /livez} and {@code /readyz}; everything else with the list of these. */
public final class Endpoint implements AutoCloseable {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int FAILED = 500;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Begins to answer.
     *
     * @param address where
     * @param yields  where the port is taken, a free one will do
     * @throws IOException if it cannot listen there
     */
    public Endpoint(InetSocketAddress address, boolean yields, PrometheusRegistry registry, Health alive, Health ready)
            throws IOException {
        this.server = listening(address, yields);
        MetricsHandler metrics = new MetricsHandler(registry);
        server.createContext("/", exchange -> only(exchange, "/", () -> answer(exchange, NOT_FOUND, LIST)));
        server.createContext("/metrics", exchange -> only(exchange, "/metrics", () -> metrics.handle(exchange)));
        server.createContext("/livez", exchange -> only(exchange, "/livez", () -> answer(exchange, alive)));
        server.createContext("/readyz", exchange -> only(exchange, "/readyz", () -> answer(exchange, ready)));
        server.setExecutor(threads);
        server.start();
    }

    private static final String LIST = """
            /metrics  what Prometheus reads
            /livez    whether it is alive
            /readyz   whether it is ready, and what for it waits
            """;

    private static HttpServer listening(InetSocketAddress address, boolean yields) throws IOException {
        try {
            return HttpServer.create(address, 0);
        } catch (BindException taken) {
            if (yields) {
                return HttpServer.create(new InetSocketAddress(address.getAddress(), 0), 0);
            }
            throw new IOException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort() + ": " + taken.getMessage()
                            + "; choose another --listen",
                    taken);
        }
    }

    /** Something that answers. */
    private interface Answering {
        void answer() throws IOException;
    }

    private static void only(HttpExchange exchange, String path, Answering answering) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                answer(exchange, NOT_ALLOWED, "only GET\n");
            } else if (!path.equals("/") && !exchange.getRequestURI().getPath().equals(path)) {
                answer(exchange, NOT_FOUND, LIST);
            } else {
                answering.answer();
            }
        }
    }

    private static void answer(HttpExchange exchange, Health health) throws IOException {
        Health.Result result = health.check();
        answer(exchange, result.holds() ? OK : FAILED, result.text());
    }

    private static void answer(HttpExchange exchange, int code, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(code, head ? -1 : body.length);
        if (!head) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    /** Where it answers. */
    public URI address() {
        InetSocketAddress bound = server.getAddress();
        String host = bound.getAddress().isAnyLocalAddress() ? "0.0.0.0" : bound.getHostString();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
