package dev.kerf.fakecluster.life;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Refusal;
import dev.kerf.fakecluster.store.Refusal.Cause;
import java.util.List;

/** What nobody may change once it is made. */
final class Frozen {
    private static final String SPEC = "spec";

    private Frozen() {}

    static void check(Kind kind, ObjectNode old, ObjectNode after) {
        String name = Trees.text(old, "metadata", "name");
        JsonNode metadata = old.path("metadata");
        if (metadata.has("deletionTimestamp")) {
            for (JsonNode each : after.path("metadata").path("finalizers")) {
                if (!contains(metadata.path("finalizers"), each)) {
                    refuse(
                            kind,
                            name,
                            Cause.forbidden(
                                    "metadata.finalizers",
                                    "no new finalizers can be added if the object is being deleted, found new finalizers ["
                                            + each + "]"));
                }
            }
        }
        switch (kind.resource()) {
            case "pods" -> pod(kind, name, old, after);
            case "deployments.apps", "replicasets.apps", "statefulsets.apps", "daemonsets.apps" ->
                same(kind, name, old, after, "selector");
            case "jobs.batch" -> {
                same(kind, name, old, after, "selector");
                same(kind, name, old, after, "completionMode");
            }
            default -> {}
        }
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode each : list) {
            if (each.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static void same(Kind kind, String name, ObjectNode old, ObjectNode after, String field) {
        JsonNode found = after.path(SPEC).path(field);
        if (!found.equals(old.path(SPEC).path(field))) {
            refuse(kind, name, Cause.invalid("spec." + field, found.toString(), "field is immutable"));
        }
    }

    private static void pod(Kind kind, String name, ObjectNode old, ObjectNode after) {
        if (!thawed(old).equals(thawed(after)) || !sameNode(old, after)) {
            refuse(
                    kind,
                    name,
                    Cause.forbidden(
                            SPEC,
                            "pod updates may not change fields other than `spec.containers[*].image`,"
                                    + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to"
                                    + " existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was"
                                    + " previously negative)"));
        }
    }

    /** Only a binding gives a pod its node. */
    private static boolean sameNode(ObjectNode old, ObjectNode after) {
        return Trees.text(old, SPEC, "nodeName").equals(Trees.text(after, SPEC, "nodeName"));
    }

    /** The spec without what may be changed. */
    private static JsonNode thawed(ObjectNode pod) {
        JsonNode spec = pod.path(SPEC).deepCopy();
        if (spec instanceof ObjectNode own) {
            own.remove(List.of(
                    "activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds", "schedulingGates"));
            for (String list : List.of("containers", "initContainers")) {
                own.path(list).forEach(each -> ((ObjectNode) each).remove("image"));
            }
        }
        return spec;
    }

    private static void refuse(Kind kind, String name, Cause cause) {
        throw Refusal.invalid(kind, name, List.of(cause));
    }
}
