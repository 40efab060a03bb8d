package dev.kerf.fakecluster.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Stored;
import java.util.List;

/** What owners ask of their pods. */
final class PodState {
    private PodState() {}

    static boolean phase(Stored pod, String phase) {
        return Trees.text(pod.tree(), "status", "phase").equals(phase);
    }

    static boolean leaving(Stored pod) {
        return pod.tree().path("metadata").has("deletionTimestamp");
    }

    /** Neither finished nor going. */
    static boolean active(Stored pod) {
        return !leaving(pod) && !phase(pod, "Succeeded") && !phase(pod, "Failed");
    }

    static boolean ready(Stored pod) {
        for (JsonNode each : Trees.at(pod.tree(), "status", "conditions")) {
            if (Trees.text(each, "type").equals("Ready")) {
                return Trees.text(each, "status").equals("True");
            }
        }
        return false;
    }

    static int count(List<Stored> pods, java.util.function.Predicate<Stored> which) {
        return (int) pods.stream().filter(which).count();
    }

    static String label(Stored object, String label) {
        return Trees.text(object.tree(), "metadata", "labels", label);
    }
}
