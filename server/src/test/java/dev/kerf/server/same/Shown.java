package dev.kerf.server.same;

import dev.kerf.objects.pod.SharingKeys;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a server shows of the objects it was given, by their conditions and events. */
final class Shown {
    private final OnServer server;
    private final Set<String> waiting = new HashSet<>();
    private final Map<String, String> standing = new HashMap<>();

    /** Looks at the pods before anybody schedules them. */
    Shown(OnServer server) {
        this.server = server;
        for (Item pod : server.list("Pod")) {
            if (node(pod).isEmpty()) {
                waiting.add(name(pod));
            } else {
                standing.put(pod.root().at("metadata", "uid").text(), name(pod));
            }
        }
    }

    Outcome outcome() {
        Outcome.Draft draft = new Outcome.Draft();
        pods(draft, server.list("Pod"));
        for (Item event : server.list("Event", "/apis/events.k8s.io/v1/events")) {
            String leaving = standing.get(event.root().at("regarding", "uid").text());
            if (leaving != null && event.root().get("reason").text().equals("Evicted")) {
                draft.leaves(leaving, event.root().get("note").text());
            }
        }
        server.list("Queue").forEach(queue -> says(draft, "Queue/" + queue.name(), queue, "Ready"));
        server.list("PodGroup")
                .forEach(group -> says(
                        draft, group.namespace() + "/PodGroup/" + group.name(), group, "PodGroupInitiallyScheduled"));
        return draft.outcome();
    }

    private void pods(Outcome.Draft draft, List<Item> pods) {
        Set<String> before = new HashSet<>();
        pods.stream()
                .filter(pod -> !pod.namespace().equals(SharingKeys.RESERVATION_NAMESPACE))
                .filter(pod -> !waiting.contains(name(pod)))
                .forEach(pod -> before.addAll(groups(pod)));
        for (Item pod : pods) {
            if (waiting.contains(name(pod))) {
                String nominated = pod.root().at("status", "nominatedNodeName").text();
                String sentence = sentence(pod);
                if (!node(pod).isEmpty()) {
                    draft.bound(
                            name(pod), node(pod), annotation(pod, SharingKeys.PORTION), groups(pod), before::contains);
                } else if (!nominated.isEmpty()) {
                    draft.promised(name(pod), nominated, sentence);
                } else {
                    draft.says(name(pod), sentence);
                }
            }
        }
    }

    private static void says(Outcome.Draft draft, String name, Item object, String type) {
        object.root().at("status", "conditions").items().stream()
                .filter(c -> c.get("type").text().equals(type))
                .findFirst()
                .ifPresent(c -> draft.says(name, c.get("message").text()));
    }

    private static String name(Item pod) {
        return pod.namespace() + "/" + pod.name();
    }

    private static String node(Item pod) {
        return pod.root().at("spec", "nodeName").text();
    }

    private static List<String> groups(Item pod) {
        String all = annotation(pod, SharingKeys.GROUPS);
        String one = pod.root().at("metadata", "labels").get(SharingKeys.GROUP).text();
        return Arrays.stream((all.isEmpty() ? one : all).split(","))
                .filter(group -> !group.isEmpty())
                .toList();
    }

    private static String annotation(Item pod, String key) {
        return pod.root().at("metadata", "annotations").get(key).text();
    }

    /** Kerf's sentence, not that of the server about gates. */
    private static String sentence(Item pod) {
        return pod.root().at("status", "conditions").items().stream()
                .filter(Shown::isUnscheduled)
                .map(c -> c.get("message").text())
                .filter(m -> !m.startsWith("Scheduling is blocked"))
                .findFirst()
                .orElse("");
    }

    private static boolean isUnscheduled(Field condition) {
        return condition.get("type").text().equals("PodScheduled")
                && condition.get("status").text().equals("False");
    }
}
