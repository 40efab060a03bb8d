package dev.kerf.fakecluster.api;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.kerf.fakecluster.life.Registry;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Refusal;
import dev.kerf.fakecluster.table.Tables;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes requests, finds who answers them, and sends the answer. */
public final class Front implements HttpHandler {
    private static final int MOST_BYTES = 3 << 20;
    private static final Set<String> OWN = Set.of("", "status", "resize", "ephemeralcontainers");
    private final Registry registry;
    private final Consumer<String> log;
    private final Tables tables;
    private final Reading reading;
    private final Writing writing;
    private final Subresources subresources;
    private final Reviews reviews;
    private final Discovery discovery;
    private final OpenApi openApi;

    /** @param log takes what went wrong inside */
    public Front(Registry registry, Consumer<String> log) {
        this.registry = registry;
        this.log = log;
        this.tables = new Tables(registry);
        this.reading = new Reading(registry, tables);
        Bodies bodies = new Bodies(registry.kinds());
        this.writing = new Writing(registry, bodies, new Patching(registry.kinds()), reading);
        this.subresources = new Subresources(registry, bodies);
        this.reviews = new Reviews(bodies);
        this.discovery = new Discovery(registry.kinds());
        this.openApi = new OpenApi(registry.kinds());
    }

    /** Every list that is given away in pages is too old from now on. */
    public void expirePages() {
        reading.pages().expire();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Call call = call(exchange);
            try {
                if (call.body().length > MOST_BYTES) {
                    throw Refusal.tooLarge();
                }
                serve(call, exchange);
            } catch (Refusal refusal) {
                send(exchange, Answer.refused(refusal));
            } catch (RuntimeException broken) {
                log.accept(call.method() + " " + call.path() + ": " + broken);
                send(exchange, Answer.refused(Refusal.broken(String.valueOf(broken))));
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static Call call(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        return new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                Call.query(exchange.getRequestURI()),
                header(headers, "Accept"),
                header(headers, "Content-Type").replaceAll(";.*", "").strip(),
                header(headers, "User-Agent"),
                body);
    }

    private static String header(Headers headers, String name) {
        return Objects.requireNonNullElse(headers.getFirst(name), "");
    }

    private void serve(Call call, HttpExchange exchange) throws IOException, InterruptedException {
        String path = call.path().length() > 1 && call.path().endsWith("/")
                ? call.path().substring(0, call.path().length() - 1)
                : call.path();
        Answer known = fixed(path, call);
        if (known != null) {
            send(exchange, known);
            return;
        }
        if (!path.startsWith("/api/") && !path.startsWith("/apis/")) {
            throw Refusal.noSuchPath();
        }
        Route route = Route.of(path, registry.kinds());
        if (call.method().equals("GET")
                && call.flag("watch")
                && route.subresource().isEmpty()) {
            watch(route, call, exchange);
        } else {
            send(exchange, answer(route, call));
        }
    }

    /** Paths that name no objects; null: another one. */
    private @Nullable Answer fixed(String path, Call call) {
        String[] words = path.split("/");
        String review = call.method().equals("POST") ? Reviews.kind(path) : null;
        if (review != null) {
            return reviews.answer(review, call);
        }
        return switch (path) {
            case "/version" -> version();
            case "/healthz", "/livez", "/readyz" -> Answer.text("ok");
            case "/api" -> discovery.root(true, call);
            case "/apis" -> discovery.root(false, call);
            case "/api/v1" -> discovery.version("", "v1");
            default -> {
                if (path.startsWith("/openapi/")) {
                    yield openApi.answer(path);
                }
                boolean apis = path.startsWith("/apis/");
                if (apis && words.length == 3) {
                    yield discovery.group(words[2]);
                }
                yield apis && words.length == 4 ? discovery.version(words[2], words[3]) : null;
            }
        };
    }

    private static Answer version() {
        return Answer.ok(Trees.object()
                .put("major", "1")
                .put("minor", "37")
                .put("gitVersion", "v1.37.2-kerf")
                .put("gitCommit", "")
                .put("gitTreeState", "clean")
                .put("buildDate", "2026-01-01T00:00:00Z")
                .put("goVersion", "none")
                .put("compiler", "none")
                .put("platform", "java"));
    }

    private Answer answer(Route route, Call call) {
        String subresource = route.subresource();
        if (!subresource.isEmpty() && !route.kind().has(subresource)) {
            throw Refusal.noSuchPath();
        }
        if (!OWN.contains(subresource)) {
            return subresources.serve(route, call);
        }
        return switch (call.method()) {
            case "GET" -> route.one() ? reading.one(route, call) : reading.list(route, call);
            case "POST" -> {
                allow(!route.one());
                yield writing.create(route, call);
            }
            case "PUT" -> {
                allow(route.one());
                yield writing.replace(route, call);
            }
            case "PATCH" -> {
                allow(route.one());
                yield writing.patch(route, call);
            }
            case "DELETE" -> {
                allow(subresource.isEmpty());
                yield route.one() ? writing.delete(route, call) : writing.deleteAll(route, call);
            }
            default -> throw Refusal.notAllowed();
        };
    }

    private static void allow(boolean right) {
        if (!right) {
            throw Refusal.notAllowed();
        }
    }

    /** A client that would rather have a WebSocket is told at once that there is none, and asks again without. */
    private void watch(Route route, Call call, HttpExchange exchange) throws IOException, InterruptedException {
        if (header(exchange.getRequestHeaders(), "Upgrade").equalsIgnoreCase("websocket")) {
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        Watching.check(route, call);
        exchange.getResponseHeaders().set("Content-Type", Answer.JSON);
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.flush();
            new Watching(registry, tables, route, call, out).run();
        } catch (IOException gone) {
            exchange.close();
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.type());
        headers.set("Cache-Control", "no-cache, private");
        answer.warnings().forEach(each -> headers.add("Warning", "299 - \"" + each.replace("\"", "\\\"") + "\""));
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.code(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
