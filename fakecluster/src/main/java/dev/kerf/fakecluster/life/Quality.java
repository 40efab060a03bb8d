package dev.kerf.fakecluster.life;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The class of service a pod's requests and limits of CPU and memory put it in. */
final class Quality {
    private Quality() {}

    static String of(JsonNode spec) {
        boolean any = false;
        boolean all = true;
        for (String list : List.of("initContainers", "containers")) {
            for (JsonNode container : spec.path(list)) {
                JsonNode limits = container.path("resources").path("limits");
                JsonNode requests = container.path("resources").path("requests");
                for (String resource : List.of("cpu", "memory")) {
                    JsonNode limit = limits.path(resource);
                    JsonNode request = requests.path(resource);
                    any |= limit.isTextual() || request.isTextual();
                    all &= limit.isTextual() && limit.equals(request);
                }
            }
        }
        if (!any) {
            return "BestEffort";
        }
        return all ? "Guaranteed" : "Burstable";
    }
}
