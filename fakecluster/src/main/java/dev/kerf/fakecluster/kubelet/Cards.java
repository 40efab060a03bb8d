package dev.kerf.fakecluster.kubelet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The cards of the nodes, and which container was given which: the first that nobody else was. */
final class Cards {
    private final Map<String, Map<Integer, String>> nodes = new TreeMap<>();

    /** The names of as many cards of the node for that container; the same again where it has some. */
    synchronized List<String> take(String node, String container, int count) {
        Map<Integer, String> holders = nodes.computeIfAbsent(node, made -> new TreeMap<>());
        int more = count
                - (int) holders.values().stream().filter(container::equals).count();
        for (int index = 0; more > 0; index++) {
            more -= holders.putIfAbsent(index, container) == null ? 1 : 0;
        }
        List<String> taken = new ArrayList<>();
        holders.forEach((index, holder) -> {
            if (holder.equals(container)) {
                taken.add("GPU-" + node + "-" + index);
            }
        });
        return taken;
    }

    /** All that the containers of a pod have. */
    synchronized void release(String uid) {
        nodes.values().forEach(each -> each.values().removeIf(container -> container.startsWith(uid + "/")));
    }
}
