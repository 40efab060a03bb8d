package dev.kerf.fakecluster.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.telemetry.Exporter;
import dev.kerf.fakecluster.telemetry.Telemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Prometheus' HTTP API under {@code /prometheus}, and what a Prometheus of one's own scrapes under {@code /exporters}. */
public final class Endpoint implements HttpHandler {
    public static final String PROMETHEUS = "/prometheus";
    public static final String EXPORTERS = "/exporters";
    private static final String API = PROMETHEUS + "/api/v1/";
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private final Telemetry telemetry;
    private final Answers answers;
    private final Catalog catalog;
    private final Consumer<String> log;

    /** @param log takes what went wrong inside */
    public Endpoint(Telemetry telemetry, Consumer<String> log) {
        this.telemetry = telemetry;
        this.answers = new Answers(telemetry);
        this.catalog = new Catalog(telemetry);
        this.log = log;
    }

    private record Reply(int code, String type, byte[] body) {
        static Reply text(String text) {
            return new Reply(200, TEXT, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = reply(exchange);
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            exchange.sendResponseHeaders(reply.code(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try {
            for (Exporter each : Exporter.values()) {
                if (path.equals(EXPORTERS + "/" + each.path() + "/metrics")) {
                    return Reply.text(telemetry.exposition(each));
                }
            }
            if (path.equals(PROMETHEUS + "/-/ready") || path.equals(PROMETHEUS + "/-/healthy")) {
                return Reply.text("Prometheus is ready.\n");
            }
            ObjectNode answer = Trees.object().put("status", "success");
            answer.set("data", data(path, Parameters.of(exchange)));
            return new Reply(200, JSON, Trees.bytes(answer));
        } catch (Mistake mistake) {
            return refusal(mistake.code(), mistake.type(), mistake.sentence());
        } catch (RuntimeException broken) {
            log.accept(path + ": " + broken);
            return refusal(500, "internal", String.valueOf(broken));
        }
    }

    private static Reply refusal(int code, String type, String sentence) {
        ObjectNode answer =
                Trees.object().put("status", "error").put("errorType", type).put("error", sentence);
        return new Reply(code, JSON, Trees.bytes(answer));
    }

    private JsonNode data(String path, Parameters asked) {
        String call = path.startsWith(API) ? path.substring(API.length()) : "";
        String[] words = call.split("/");
        if (words.length == 3 && words[0].equals("label") && words[2].equals("values")) {
            return catalog.values(words[1], asked);
        }
        return switch (call) {
            case "query" -> answers.instant(asked);
            case "query_range" -> answers.range(asked);
            case "series" -> catalog.series(asked);
            case "labels" -> catalog.labels(asked);
            case "metadata" -> catalog.metadata(asked);
            case "status/buildinfo" ->
                Trees.object().put("version", "3.0.0-kerf").put("revision", "").put("branch", "embedded");
            default -> throw Mistake.notFound(path + " is not answered by the embedded Prometheus");
        };
    }
}
