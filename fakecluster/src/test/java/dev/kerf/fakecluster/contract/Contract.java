package dev.kerf.fakecluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kerf.testbed.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Cases in a namespace of their own, and how they speak with the server. */
abstract class Contract {
    static final String JSON = "application/json";
    static final String MERGE = "application/merge-patch+json";
    static final String STRATEGIC = "application/strategic-merge-patch+json";
    static final String PATCH = "application/json-patch+json";
    static final String APPLY = "application/apply-patch+yaml";
    private static final int PATIENCE = 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    final Server server;
    final String namespace;

    Contract(Server server) {
        this.server = server;
        this.namespace = server.freshNamespace();
    }

    /** What the server answered. */
    record Reply(int code, JsonNode body, HttpResponse<String> response) {
        /** The value at a path of names, as text; empty where there is none. */
        String text(String... path) {
            JsonNode found = body;
            for (String name : path) {
                found = name.matches("\\d+") ? found.path(Integer.parseInt(name)) : found.path(name);
            }
            return found.asText("");
        }

        Reply expect(int wanted) {
            assertThat(code).as(response.body()).isEqualTo(wanted);
            return this;
        }
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    Reply get(String path, String... headers) {
        return send("GET", path, "", "", headers);
    }

    Reply post(String path, String body) {
        return send("POST", path, JSON, body);
    }

    Reply put(String path, String body) {
        return send("PUT", path, JSON, body);
    }

    Reply patch(String type, String path, String body) {
        return send("PATCH", path, type, body);
    }

    Reply delete(String path) {
        return send("DELETE", path, "", "");
    }

    Reply send(String method, String path, String type, String body, String... headers) {
        HttpRequest.Builder request = request(path).method(method, BodyPublishers.ofString(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response =
                    server.http().send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").startsWith(JSON);
            return new Reply(response.statusCode(), json(json ? response.body() : "{}"), response);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private HttpRequest.Builder request(String path) {
        URI uri = URI.create(server.uri() + path);
        return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + server.token());
    }

    /** The first events of a watch, so many, as they come; fewer, where no more come for a while. */
    List<JsonNode> watch(String path, int count) {
        List<JsonNode> events = new ArrayList<>();
        try (Stream<String> lines = open(path + "&timeoutSeconds=" + PATIENCE)) {
            lines.limit(count).forEach(line -> events.add(json(line)));
        }
        return events;
    }

    /** All events of a watch that the server ends. */
    List<JsonNode> watchAll(String path) {
        try (Stream<String> lines = open(path)) {
            return lines.map(Contract::json).toList();
        }
    }

    private Stream<String> open(String path) {
        try {
            HttpResponse<Stream<String>> response =
                    server.http().send(request(path).build(), BodyHandlers.ofLines());
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    Outcome kubectl(String... arguments) {
        return server.kubectl().run(words(arguments));
    }

    Outcome kubectlReading(String input, String... arguments) {
        return server.kubectl().reading(input).run(words(arguments));
    }

    private String[] words(String... arguments) {
        return Stream.concat(Stream.of("-n", namespace), Stream.of(arguments)).toArray(String[]::new);
    }

    /** Where this case's objects of a kind are. */
    String in(String folder, String plural) {
        return folder + "/namespaces/" + namespace + "/" + plural;
    }

    String pods() {
        return in("/api/v1", "pods");
    }

    String configMaps() {
        return in("/api/v1", "configmaps");
    }

    /** A small pod, with more fields in its spec. */
    static String pod(String name, String more) {
        return """
                {"metadata": {"name": "%s", "labels": {"app": "%s"}},
                 "spec": {%s "containers": [{"name": "main", "image": "none"}]}}
                """.formatted(name, name, more);
    }

    static String configMap(String name, String data) {
        return """
                {"metadata": {"name": "%s"}, "data": %s}
                """.formatted(name, data);
    }
}
