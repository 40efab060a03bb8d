package dev.kerf.observe.prometheus;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;

/** A server on loopback that says what it was told to, one answer after the other; the last one for ever. */
final class Scripted implements AutoCloseable {
    static final String NOTHING = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}";

    private final HttpServer server;
    private final Deque<Act> acts = new ArrayDeque<>();
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

    /** What is done with a question. */
    @FunctionalInterface
    interface Act {
        void on(HttpExchange exchange) throws IOException;
    }

    Scripted() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                asked.add(exchange.getRequestURI() + " " + body);
                next().on(exchange);
            }
        });
        server.start();
    }

    private synchronized Act next() {
        return acts.size() > 1 ? acts.removeFirst() : acts.getFirst();
    }

    Scripted then(int code, String body) {
        return then(exchange -> answer(exchange, code, body));
    }

    synchronized Scripted then(Act act) {
        acts.add(act);
        return this;
    }

    static void answer(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    Access access() {
        return Access.to(uri()).speaking(Dialect.PROMETHEUS);
    }

    /** Who waits for nothing, and says for how long it would have. */
    Client client(Access access) {
        return new Client(access, pauses::add, InstantSource.system());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
