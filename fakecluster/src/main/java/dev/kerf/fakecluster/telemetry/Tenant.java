package dev.kerf.fakecluster.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.objects.pod.SharingKeys;
import java.util.ArrayList;
import java.util.List;

/**
 * A pod as its node sees it.
 *
 * @param from when it began to use anything
 */
record Tenant(JsonNode pod, Load load, long from) {
    private static final String GPU = "nvidia.com/gpu";

    boolean running() {
        return PodSeries.running(pod);
    }

    String node() {
        return Trees.text(pod, "spec", "nodeName");
    }

    /** The cards that its node gave to it, by name. */
    List<String> cards() {
        List<String> cards = new ArrayList<>();
        if (running()) {
            for (JsonNode container : Trees.at(pod, "status", "containerStatuses")) {
                for (JsonNode resource : container.path("allocatedResourcesStatus")) {
                    if (Trees.text(resource, "name").equals(GPU)) {
                        resource.path("resources").forEach(each -> cards.add(Trees.text(each, "resourceID")));
                    }
                }
            }
        }
        return cards;
    }

    /** The groups that share a card of which it is one. */
    List<String> groups() {
        List<String> groups = new ArrayList<>();
        for (var each : Trees.at(pod, "metadata", "labels").properties()) {
            if (each.getKey().equals(SharingKeys.GROUP) || each.getKey().startsWith(SharingKeys.GROUP_PREFIX)) {
                groups.add(each.getValue().asText());
            }
        }
        return running() ? groups : List.of();
    }
}
