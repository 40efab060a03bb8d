package dev.kerf.server.metric;

import dev.kerf.kube.api.Request;
import java.util.List;

/**
 * What a request asks of the Kubernetes API, in the words of its permissions.
 *
 * @param verb     {@code list}
 * @param resource {@code pods/binding}; of other paths their first part, {@code version}
 */
record ApiCall(String verb, String resource) {
    static ApiCall of(Request request) {
        String path = request.path();
        int query = path.indexOf('?');
        List<String> parts = List.of(
                (query < 0 ? path : path.substring(0, query)).substring(1).split("/"));
        int root = parts.getFirst().equals("api") ? 2 : parts.getFirst().equals("apis") ? 3 : 0;
        if (root == 0 || parts.size() <= root) {
            return new ApiCall(request.method().toLowerCase(java.util.Locale.ROOT), parts.getFirst());
        }
        boolean namespaced = parts.get(root).equals("namespaces") && parts.size() > root + 2;
        List<String> object = parts.subList(namespaced ? root + 2 : root, parts.size());
        String resource = object.getFirst() + (object.size() > 2 ? "/" + object.get(2) : "");
        boolean watch = query >= 0 && path.indexOf("watch=", query) >= 0;
        return new ApiCall(verb(request.method(), object.size() > 1, watch), resource);
    }

    private static String verb(String method, boolean named, boolean watch) {
        return switch (method) {
            case "GET" -> watch ? "watch" : named ? "get" : "list";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            default -> "delete";
        };
    }
}
