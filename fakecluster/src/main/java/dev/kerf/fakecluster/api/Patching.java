package dev.kerf.fakecluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.kind.Kinds;
import dev.kerf.fakecluster.patch.JsonPatch;
import dev.kerf.fakecluster.patch.MergePatch;
import dev.kerf.fakecluster.patch.Ownership;
import dev.kerf.fakecluster.patch.StrategicPatch;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Refusal;
import java.util.List;
import java.util.Set;

/** Which of the ways to change an object a PATCH request means. */
final class Patching {
    static final String APPLY = "application/apply-patch+yaml";
    private static final String JSON = "application/json-patch+json";
    private static final String MERGE = "application/merge-patch+json";
    private static final String STRATEGIC = "application/strategic-merge-patch+json";
    private static final Kind OPTIONS = new Kind(
            "meta.k8s.io", List.of("v1"), "", "", "PatchOptions", false, List.of(), List.of(), Set.of(), false);
    private final Kinds kinds;

    Patching(Kinds kinds) {
        this.kinds = kinds;
    }

    static boolean applies(Call call) {
        return call.type().equals(APPLY);
    }

    /** The object as the patch wants it; the given one is changed. */
    ObjectNode patched(ObjectNode tree, Route route, Call call, String now) {
        JsonNode patch = Bodies.patch(call);
        if (call.type().equals(JSON) && patch.isArray()) {
            return JsonPatch.apply(tree, patch);
        }
        if (!(patch instanceof ObjectNode object)) {
            throw Refusal.badRequest("the patch must be " + (call.type().equals(JSON) ? "a list" : "an object"));
        }
        return switch (call.type()) {
            case MERGE -> MergePatch.apply(tree, object);
            case STRATEGIC -> strategic(tree, object, route, call);
            case APPLY -> apply(tree, object, route, call, now);
            default -> throw unsupported(route, call);
        };
    }

    private static Refusal unsupported(Route route, Call call) {
        List<String> known =
                route.kind().custom() ? List.of(JSON, MERGE, APPLY) : List.of(JSON, MERGE, STRATEGIC, APPLY);
        return Refusal.unsupported(call.type(), known);
    }

    private ObjectNode strategic(ObjectNode tree, ObjectNode patch, Route route, Call call) {
        if (route.kind().custom()) {
            throw unsupported(route, call);
        }
        return StrategicPatch.apply(tree, patch, kinds.schema(route.kind(), route.version()));
    }

    private ObjectNode apply(ObjectNode tree, ObjectNode config, Route route, Call call, String now) {
        if (call.parameter("fieldManager").isEmpty()) {
            throw Refusal.invalid(
                    OPTIONS, "", List.of(Refusal.Cause.required("fieldManager", "is required for apply patch")));
        }
        if (!Trees.at(config, "metadata", "managedFields").isEmpty()) {
            throw Refusal.badRequest("metadata.managedFields must be nil");
        }
        Shown.kept(route.kind(), config);
        Trees.within(config, "metadata").remove("managedFields");
        if (route.subresource().isEmpty() && route.kind().has("status")) {
            config.remove("status");
        }
        Ownership ownership = new Ownership(
                tree,
                kinds.schema(route.kind(), route.version()),
                route.kind().apiVersion(route.version()),
                now,
                route.subresource());
        return ownership.apply(tree, config, call.parameter("fieldManager"), call.flag("force"));
    }
}
