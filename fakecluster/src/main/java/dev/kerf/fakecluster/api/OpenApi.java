package dev.kerf.fakecluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.kind.Kinds;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Refusal;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * As much of OpenAPI as kubectl needs to let the server validate: for each kind a PATCH that takes {@code fieldValidation}.
 * No schemas, so {@code kubectl explain} has nothing to say.
 */
final class OpenApi {
    private static final String V3 = "/openapi/v3";
    private final Kinds kinds;

    OpenApi(Kinds kinds) {
        this.kinds = kinds;
    }

    private static String folder(String group, String version) {
        return group.isEmpty() ? "api/" + version : "apis/" + group + "/" + version;
    }

    Answer answer(String path) {
        if (path.equals("/openapi/v2")) {
            return new Answer(
                    200,
                    "application/com.github.proto-openapi.spec.v2@v1.0+protobuf",
                    new byte[0],
                    java.util.List.of());
        }
        if (path.equals(V3)) {
            return Answer.ok(index());
        }
        ObjectNode document = document(path.substring(V3.length() + 1));
        if (document.path("paths").isEmpty()) {
            throw Refusal.noSuchPath();
        }
        return Answer.ok(document);
    }

    private ObjectNode index() {
        Set<String> folders = new LinkedHashSet<>();
        kinds.all().forEach(kind -> kind.versions().forEach(version -> folders.add(folder(kind.group(), version))));
        ObjectNode index = Trees.object();
        ObjectNode paths = index.putObject("paths");
        folders.forEach(each -> paths.putObject(each).put("serverRelativeURL", V3 + "/" + each));
        return index;
    }

    private ObjectNode document(String folder) {
        ObjectNode document = Trees.object().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kerf's embedded cluster").put("version", "v1");
        ObjectNode paths = document.putObject("paths");
        document.putObject("components").putObject("schemas");
        for (Kind kind : kinds.all()) {
            for (String version : kind.versions()) {
                if (folder(kind.group(), version).equals(folder)) {
                    paths.set(path(kind, folder), patch(kind, version));
                }
            }
        }
        return document;
    }

    private static String path(Kind kind, String folder) {
        return "/" + folder + (kind.namespaced() ? "/namespaces/{namespace}/" : "/") + kind.plural() + "/{name}";
    }

    private static ObjectNode patch(Kind kind, String version) {
        ObjectNode path = Trees.object();
        ObjectNode patch = path.putObject("patch");
        patch.putArray("parameters").addObject().put("name", "fieldValidation").put("in", "query");
        patch.putObject("responses");
        patch.putObject("x-kubernetes-group-version-kind")
                .put("group", kind.group())
                .put("version", version)
                .put("kind", kind.kind());
        return path;
    }
}
