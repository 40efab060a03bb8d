package dev.kerf.kube.act;

import dev.kerf.objects.read.Field;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How pods are.
 *
 * @param wanted   pods there are
 * @param ready    of them
 * @param restarts of containers, by pod; pods that had none are absent
 * @param killed   pods of which a container ended last since it used more memory than it may
 * @param refused  pods that a node says it cannot resize
 */
record Health(
        int wanted,
        int ready,
        SortedMap<String, Integer> restarts,
        SortedSet<String> killed,
        SortedSet<String> refused) {
    private static final int MOST = 1_000_000;

    static Health of(Collection<Live> pods) {
        List<Live> alive = pods.stream()
                .filter(pod -> !pod.root().at("metadata", "deletionTimestamp").present())
                .toList();
        SortedMap<String, Integer> restarts = new TreeMap<>();
        SortedSet<String> killed = new TreeSet<>();
        SortedSet<String> refused = new TreeSet<>();
        for (Live pod : alive) {
            String name = pod.place().name();
            for (Field container : pod.root().at("status", "containerStatuses").items()) {
                int times = container.get("restartCount").integer(0, 0, MOST);
                if (times > 0) {
                    restarts.merge(name, times, Integer::sum);
                }
                if (killed(container.get("state")) || killed(container.get("lastState"))) {
                    killed.add(name);
                }
            }
            if (has(pod, "PodResizePending", "Infeasible")) {
                refused.add(name);
            }
        }
        int ready = (int) alive.stream().filter(Health::ready).count();
        return new Health(alive.size(), ready, restarts, killed, refused);
    }

    private static boolean killed(Field state) {
        return state.at("terminated", "reason").text().equals("OOMKilled");
    }

    static boolean ready(Live pod) {
        return has(pod, "Ready", "");
    }

    private static boolean has(Live pod, String type, String reason) {
        return pod.root().at("status", "conditions").items().stream()
                .anyMatch(c -> c.get("type").text().equals(type)
                        && c.get("status").text().equals("True")
                        && (reason.isEmpty() || c.get("reason").text().equals(reason)));
    }

    /** What is worse than it was then, in one sentence; empty: nothing. */
    String worseThan(Health before) {
        for (Map.Entry<String, Integer> each : restarts.entrySet()) {
            String pod = each.getKey();
            int times = each.getValue() - before.restarts.getOrDefault(pod, 0);
            if (times > 0) {
                return killed.contains(pod)
                        ? "a container of pod " + pod + " was ended since it used more memory than it may"
                        : "containers of pod %s were started anew %d times".formatted(pod, times);
            }
        }
        return refused.stream()
                .filter(pod -> !before.refused.contains(pod))
                .findFirst()
                .map(pod -> "the node of pod " + pod + " says that it cannot give what was asked for")
                .orElse("");
    }

    /** Whether as many are ready as were, or all that there are to be. */
    boolean readyAs(Health before) {
        return ready >= Math.min(before.ready, wanted);
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new TreeMap<>();
        tree.put("wanted", wanted);
        tree.put("ready", ready);
        tree.put("restarts", restarts);
        tree.put("refused", List.copyOf(refused));
        return tree;
    }

    /** What {@link #tree} wrote. */
    static Health of(Field tree) {
        SortedMap<String, Integer> restarts = new TreeMap<>();
        tree.get("restarts").entries().forEach((pod, times) -> restarts.put(pod, times.integer(0, 0, MOST)));
        return new Health(
                tree.get("wanted").integer(0, 0, MOST),
                tree.get("ready").integer(0, 0, MOST),
                restarts,
                new TreeSet<>(),
                new TreeSet<>(tree.get("refused").list()));
    }
}
