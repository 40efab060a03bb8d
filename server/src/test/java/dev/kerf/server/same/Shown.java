package dev.kerf.server.same;

import dev.kerf.objects.pod.SharingKeys;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a server shows of the pods that were to be placed. */
final class Shown {
    private Shown() {}

    /** @param waiting their names; the others stood before, but for those that hold cards for them */
    static Outcome outcome(List<Item> pods, Set<String> waiting) {
        Set<String> before = new HashSet<>();
        pods.stream()
                .filter(pod -> !pod.namespace().equals(SharingKeys.RESERVATION_NAMESPACE))
                .filter(pod -> !waiting.contains(name(pod)))
                .forEach(pod -> before.addAll(groups(pod)));
        Outcome.Draft draft = new Outcome.Draft();
        for (Item pod : pods) {
            String node = pod.root().at("spec", "nodeName").text();
            String sentence = sentence(pod);
            if (waiting.contains(name(pod)) && !node.isEmpty()) {
                String part = annotation(pod, SharingKeys.PORTION);
                draft.bound(name(pod), node, part, groups(pod), before::contains);
            } else if (waiting.contains(name(pod)) && !sentence.isEmpty()) {
                draft.held(name(pod), sentence);
            }
        }
        return draft.outcome();
    }

    private static String name(Item pod) {
        return pod.namespace() + "/" + pod.name();
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
