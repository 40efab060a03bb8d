package dev.kerf.core.overview;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.Node;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node and what is held of it.
 *
 * @param node     itself
 * @param cards    its devices in order
 * @param cpu      held
 * @param memory   held
 * @param pods     standing on it
 * @param extended held of other counted resources, by name; those the node has none of are missing
 * @param idle     its free GPU
 * @param blocks   what keeps GPU tasks away, in a few words each
 */
public record Machine(
        Node node,
        List<Card> cards,
        Cpu cpu,
        Bytes memory,
        int pods,
        SortedMap<String, Long> extended,
        Idle idle,
        List<String> blocks) {
    public Machine {
        cards = List.copyOf(cards);
        extended = Collections.unmodifiableSortedMap(new TreeMap<>(extended));
        blocks = List.copyOf(blocks);
    }

    /** The model of its GPUs; {@code unknown} where it does not state it, empty where it has none. */
    public String fleet() {
        String model = node.gpus().model();
        return cards.isEmpty() ? "" : model.isEmpty() ? "unknown" : model;
    }

    /** GPUs held, parts added up. */
    public double gpusHeld() {
        return cards.size() - idle.free();
    }
}
