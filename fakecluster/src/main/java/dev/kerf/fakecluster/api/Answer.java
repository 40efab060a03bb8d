package dev.kerf.fakecluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is answered to a request.
 *
 * @param warnings for the person who sent it
 */
record Answer(int code, String type, byte[] body, List<String> warnings) {
    static final String JSON = "application/json";

    static Answer of(int code, JsonNode tree) {
        return new Answer(code, JSON, Trees.bytes(tree), List.of());
    }

    static Answer ok(JsonNode tree) {
        return of(200, tree);
    }

    static Answer text(String text) {
        return new Answer(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), List.of());
    }

    static Answer refused(Refusal refusal) {
        return of(refusal.code(), refusal.status());
    }

    /** Done, and nothing more to say. */
    static Answer success(int code) {
        ObjectNode status = Trees.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        return of(code, status.put("status", "Success").put("code", code));
    }

    Answer warning(List<String> more) {
        return new Answer(code, type, body, more);
    }
}
