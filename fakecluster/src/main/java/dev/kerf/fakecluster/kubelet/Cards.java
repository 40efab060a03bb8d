package dev.kerf.fakecluster.kubelet;

import java.util.HashMap;
import java.util.Map;

/** The cards of the nodes, as far as somebody asks which one it was given: the first that nobody else was. */
final class Cards {
    private final Map<String, String> holders = new HashMap<>();

    /** The name of a card of the node for that pod; the same again where it has one. */
    synchronized String take(String node, String uid) {
        for (Map.Entry<String, String> each : holders.entrySet()) {
            if (each.getValue().equals(uid)) {
                return each.getKey();
            }
        }
        int index = 0;
        while (holders.containsKey(card(node, index))) {
            index++;
        }
        holders.put(card(node, index), uid);
        return card(node, index);
    }

    private static String card(String node, int index) {
        return "GPU-" + node + "-" + index;
    }

    synchronized void release(String uid) {
        holders.values().removeIf(uid::equals);
    }
}
