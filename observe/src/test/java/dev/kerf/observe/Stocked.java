package dev.kerf.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kerf.core.use.Signal;
import dev.kerf.observe.prometheus.Range;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Answers questions about one day of many containers with texts that were written before. */
final class Stocked implements AutoCloseable {
    private static final String HEAD = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[";
    private static final Map<String, Signal> METRICS = Map.of(
            "container_cpu_usage_seconds_total",
            Signal.CPU,
            "container_memory_working_set_bytes",
            Signal.MEMORY,
            "DCGM_FI_PROF_SM_ACTIVE",
            Signal.ACTIVITY,
            "DCGM_FI_DEV_FB_USED",
            Signal.GPU_MEMORY);
    private final HttpServer server;
    private final Map<String, byte[]> answers = new TreeMap<>();

    Stocked(Range day, int containers) throws IOException {
        METRICS.forEach((metric, signal) -> answers.put(metric, text(day, signal, containers)));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Of all answers together. */
    long bytes() {
        return answers.values().stream().mapToLong(each -> each.length).sum();
    }

    private static byte[] text(Range day, Signal signal, int containers) {
        StringBuilder text = new StringBuilder(HEAD);
        for (int i = 0; i < containers; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"metric\":")
                    .append(labels(signal, i))
                    .append(",\"values\":");
            char before = '[';
            for (int step = 0; step < day.count(); step++) {
                long second = day.moment(step + 1).getEpochSecond();
                float value = HistoryLoad.value(signal, i, second / 300) / (signal == Signal.GPU_MEMORY ? 1 << 20 : 1);
                text.append(before)
                        .append('[')
                        .append(second)
                        .append(",\"")
                        .append(value)
                        .append("\"]");
                before = ',';
            }
            text.append("]}");
        }
        return text.append("]}}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String labels(Signal signal, int i) {
        String pod = "{\"namespace\":\"team-%d\",\"pod\":\"service-%05d\",\"container\":\"main\"".formatted(i % 50, i);
        boolean card = signal == Signal.ACTIVITY || signal == Signal.GPU_MEMORY;
        return pod + (card ? ",\"UUID\":\"GPU-%d\",\"Hostname\":\"n-%d\",\"gpu\":\"0\"}".formatted(i, i / 8) : "}");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked = URLDecoder.decode(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    StandardCharsets.UTF_8);
            byte[] body = body(exchange.getRequestURI().getPath(), asked);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private byte[] body(String path, String asked) {
        String list = "{\"status\":\"success\",\"data\":[%s]}";
        if (path.endsWith("/__name__/values")) {
            return list.formatted("\"" + String.join("\",\"", answers.keySet()) + "\"")
                    .getBytes(StandardCharsets.UTF_8);
        }
        if (!path.endsWith("/query_range") || asked.contains(" > ")) {
            String none = path.contains("/query") ? HEAD + "]}}" : list.formatted("");
            return none.getBytes(StandardCharsets.UTF_8);
        }
        return answers.entrySet().stream()
                .filter(each -> asked.contains(each.getKey()))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
