package dev.kerf.fakecluster.table;

import static dev.kerf.fakecluster.schema.Trees.at;
import static dev.kerf.fakecluster.schema.Trees.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What kubectl says of a pod in a word. */
final class PodCells {
    private static final String STATUS = "status";
    private static final String REASON = "reason";

    private PodCells() {}

    static String ready(ObjectNode pod) {
        int ready = 0;
        for (JsonNode container : at(pod, STATUS, "containerStatuses")) {
            boolean runs = container.path("ready").asBoolean()
                    && container.path("state").has("running");
            ready += runs ? 1 : 0;
        }
        return ready + "/" + at(pod, "spec", "containers").size();
    }

    static String restarts(ObjectNode pod) {
        int restarts = 0;
        for (JsonNode container : at(pod, STATUS, "containerStatuses")) {
            restarts += container.path("restartCount").asInt(0);
        }
        return Integer.toString(restarts);
    }

    static String status(ObjectNode pod) {
        String phase = text(pod, STATUS, "phase");
        boolean ended = phase.equals("Succeeded") || phase.equals("Failed");
        if (at(pod, "metadata").has("deletionTimestamp") && !ended) {
            return "Terminating";
        }
        String reason = text(pod, STATUS, REASON);
        String word = reason.isEmpty() ? phase : reason;
        for (JsonNode condition : at(pod, STATUS, "conditions")) {
            if (text(condition, REASON).equals("SchedulingGated")) {
                word = "SchedulingGated";
            }
        }
        return containers(pod, word);
    }

    /** The first container that is not simply running speaks for the pod. */
    private static String containers(ObjectNode pod, String otherwise) {
        String word = otherwise;
        JsonNode all = at(pod, STATUS, "containerStatuses");
        for (int i = all.size() - 1; i >= 0; i--) {
            JsonNode state = all.get(i).path("state");
            String waiting = text(state, "waiting", REASON);
            if (!waiting.isEmpty()) {
                word = waiting;
            } else if (state.has("terminated")) {
                String ended = text(state, "terminated", REASON);
                word = ended.isEmpty() ? "ExitCode:" + text(state, "terminated", "exitCode") : ended;
            }
        }
        return word;
    }
}
