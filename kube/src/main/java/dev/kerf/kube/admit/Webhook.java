package dev.kerf.kube.admit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The admission webhook's server: HTTPS, a path for each kind of review. */
public final class Webhook implements AutoCloseable {
    private static final int LARGEST = 8 << 20;
    private static final int OK = 200;
    private static final int BAD = 400;
    private static final int METHOD = 405;
    private static final int TOO_LARGE = 413;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Webhook(HttpsServer server) {
        this.server = server;
    }

    /**
     * Serves at once.
     *
     * @param port  0: any that is free
     * @param paths where reviews are posted, and who answers them
     * @throws IOException with one sentence, if the port cannot be had
     */
    public static Webhook serve(int port, Certificate certificate, Map<String, Reviewer> paths, Consumer<String> log)
            throws IOException {
        HttpsServer server;
        try {
            server = HttpsServer.create(new InetSocketAddress(port), 0);
        } catch (IOException taken) {
            throw new IOException("the webhook cannot listen on port " + port + ": " + taken.getMessage(), taken);
        }
        Webhook webhook = new Webhook(server);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        server.setExecutor(webhook.threads);
        paths.forEach((path, reviewer) -> server.createContext(path, exchange -> answer(exchange, reviewer, log)));
        server.start();
        return webhook;
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, Reviewer reviewer, Consumer<String> log) throws IOException {
        try (exchange;
                InputStream in = exchange.getRequestBody()) {
            if (!exchange.getRequestMethod().equals("POST")) {
                send(exchange, METHOD, "an AdmissionReview is posted here");
                return;
            }
            byte[] body = in.readNBytes(LARGEST + 1);
            if (body.length > LARGEST) {
                send(exchange, TOO_LARGE, "a review is no larger than " + LARGEST + " bytes");
                return;
            }
            review(exchange, reviewer, body, log);
        }
    }

    private static void review(HttpExchange exchange, Reviewer reviewer, byte[] body, Consumer<String> log)
            throws IOException {
        byte[] answer;
        try {
            answer = reviewer.answer(body);
        } catch (IOException broken) {
            log.accept("the webhook was sent what is no AdmissionReview: " + broken.getMessage());
            send(exchange, BAD, String.valueOf(broken.getMessage()));
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(OK, answer.length);
        exchange.getResponseBody().write(answer);
    }

    private static void send(HttpExchange exchange, int code, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
