package dev.kerf.contest;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One request.
 *
 * @param accept media type wanted
 * @param body   JSON; empty: none
 */
record Call(String method, String path, String accept, byte[] body) {
    private static final String JSON = "application/json";

    static Call get(String path) {
        return new Call("GET", path, JSON, new byte[0]);
    }

    static Call get(String path, String accept) {
        return new Call("GET", path, accept, new byte[0]);
    }

    static Call post(String path, String json) {
        return new Call("POST", path, JSON, json.getBytes(UTF_8));
    }

    static Call delete(String path) {
        return new Call("DELETE", path, JSON, new byte[0]);
    }
}
