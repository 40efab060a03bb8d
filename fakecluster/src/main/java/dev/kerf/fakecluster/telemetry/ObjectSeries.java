package dev.kerf.fakecluster.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kerf.fakecluster.schema.Trees;
import java.util.Set;

/** What kube-state-metrics tells of nodes, and of the owners between a pod and the workload a person knows. */
final class ObjectSeries {
    private static final String REPLICA_SETS = "replicasets.apps";
    private static final String JOBS = "jobs.batch";
    private static final Set<String> KINDS = Set.of("nodes", REPLICA_SETS, JOBS);

    private ObjectSeries() {}

    /** Whether anything is told of objects of a kind. */
    static boolean tells(String resource) {
        return KINDS.contains(resource);
    }

    static Telling of(String resource, JsonNode object) {
        return switch (resource) {
            case REPLICA_SETS -> owned("kube_replicaset_owner", "replicaset", object);
            case JOBS -> owned("kube_job_owner", "job_name", object);
            default -> node(object);
        };
    }

    private static Telling node(JsonNode node) {
        Telling telling = new Telling();
        String name = Trees.text(node, "metadata", "name");
        for (String kind : new String[] {"allocatable", "capacity"}) {
            telling.amounts(Labels.of("kube_node_status_" + kind, "node", name), Trees.at(node, "status", kind));
        }
        boolean closed = Trees.at(node, "spec", "unschedulable").asBoolean();
        telling.state(Labels.of("kube_node_spec_unschedulable", "node", name), closed ? 1 : 0);
        return telling;
    }

    private static Telling owned(String metric, String label, JsonNode object) {
        Telling telling = new Telling();
        Labels labels = Labels.of(
                metric,
                "namespace",
                Trees.text(object, "metadata", "namespace"),
                label,
                Trees.text(object, "metadata", "name"));
        telling.owner(labels, object);
        return telling;
    }
}
