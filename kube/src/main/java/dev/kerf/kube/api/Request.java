package dev.kerf.kube.api;

import java.nio.charset.StandardCharsets;

/**
 * One request to an API server.
 *
 * @param method      GET, POST, PUT, PATCH or DELETE
 * @param path        from the server's root, with its query
 * @param contentType of the body; empty where there is none
 * @param body        empty where there is none
 * @param packed      whether the answer may come packed, to be read as {@link Answer#stream}
 */
public record Request(String method, String path, String contentType, byte[] body, boolean packed) {
    private static final byte[] NOTHING = new byte[0];
    private static final String JSON = "application/json";

    public Request(String method, String path, String contentType, byte[] body) {
        this(method, path, contentType, body, false);
    }

    /** A page of a list: a twentieth to send and to decrypt, and unpacked only as far as it is being read. */
    public static Request page(String path) {
        return new Request("GET", path, "", NOTHING, true);
    }

    public static Request get(String path) {
        return new Request("GET", path, "", NOTHING);
    }

    public static Request post(String path, byte[] json) {
        return new Request("POST", path, JSON, json);
    }

    public static Request put(String path, byte[] json) {
        return new Request("PUT", path, JSON, json);
    }

    public static Request delete(String path) {
        return new Request("DELETE", path, "", NOTHING);
    }

    /**
     * Deletes this very object, and not another of its name.
     *
     * @param graceful whether a node ends it first; otherwise it is gone at once
     */
    public static Request delete(String path, String uid, boolean graceful) {
        String grace = graceful ? "" : ",\"gracePeriodSeconds\":0";
        String options = "{\"apiVersion\":\"v1\",\"kind\":\"DeleteOptions\",\"preconditions\":{\"uid\":\"" + uid + "\"}"
                + grace + "}";
        return new Request("DELETE", path, JSON, options.getBytes(StandardCharsets.UTF_8));
    }

    /** Merges lists by the keys Kubernetes knows for them. */
    public static Request strategicPatch(String path, byte[] json) {
        return new Request("PATCH", path, "application/strategic-merge-patch+json", json);
    }

    /** Replaces lists as a whole. */
    public static Request mergePatch(String path, byte[] json) {
        return new Request("PATCH", path, "application/merge-patch+json", json);
    }

    /** Whether it is to change something; a review only asks. */
    public boolean writes() {
        return !method.equals("GET") && !path.startsWith(Rights.PATH);
    }
}
