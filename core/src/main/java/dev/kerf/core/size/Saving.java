package dev.kerf.core.size;

import dev.kerf.core.model.Node;
import dev.kerf.core.model.Share;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.price.PriceBook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What is saved: in theory whole GPUs, of which nothing is held any more; really the nodes on which nothing stands any
 * more but what is of the node itself. Parts of GPUs that are asked for less can neither be switched off nor sold.
 *
 * @param thousandths of GPUs asked for less
 * @param freed       whole GPUs fewer held, by node; where tasks moved together, negative
 * @param empty       nodes on which nothing stands any more
 */
public record Saving(long thousandths, SequencedMap<Node, Integer> freed, List<Node> empty) {
    public Saving {
        freed = java.util.Collections.unmodifiableSequencedMap(new LinkedHashMap<>(freed));
        empty = List.copyOf(empty);
    }

    static Saving between(Layout before, Layout after, Set<TaskId> tasks) {
        SequencedMap<Node, Integer> freed = new LinkedHashMap<>();
        List<Node> empty = new ArrayList<>();
        for (int i = 0; i < before.machines().size(); i++) {
            Machine was = before.machines().get(i);
            Machine is = after.machines().get(i);
            if (Layout.held(was) != Layout.held(is)) {
                freed.put(was.node(), Layout.held(was) - Layout.held(is));
            }
            if (before.occupied(was) && !after.occupied(is)) {
                empty.add(was.node());
            }
        }
        return new Saving(before.thousandths(tasks) - after.thousandths(tasks), freed, empty);
    }

    /** Whole GPUs of which nothing is held any more. */
    public int devices() {
        return freed.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** GPUs of the nodes that can go. */
    public int returned() {
        return empty.stream().mapToInt(node -> node.gpus().count()).sum();
    }

    /** What an hour of it costs. */
    public Gain gain(PriceBook book) {
        return Gain.of(this, book);
    }

    /** {@code 5 GPUs in theory, 5.336 asked for less; really node b with 4 GPUs}. */
    @Override
    public String toString() {
        String theory = devices() + " GPUs in theory, " + Share.text(thousandths) + " asked for less";
        if (empty.isEmpty()) {
            return theory + "; really none, until work that waits takes them or other work moves";
        }
        List<String> names = empty.stream().map(Node::name).toList();
        String nodes = names.size() == 1 ? "node " : "nodes ";
        return theory + "; really " + nodes + String.join(", ", names) + " with " + returned() + " GPUs";
    }
}
