package dev.kerf.core.size;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Share;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.reason.Count;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What tasks are to ask of GPUs, and what the planner makes of it.
 *
 * @param thousandths what each is to ask
 * @param saving      found by planning
 * @param tried       the roundings that were planned, the plain one first
 * @param givenUp     the largest part of its headroom of compute that any task gives up, 0 to 1
 * @param after       the cluster as it would stand
 */
public record Proof(
        SortedMap<TaskId, Integer> thousandths, Saving saving, List<Tried> tried, double givenUp, Cluster after) {
    public Proof {
        thousandths = java.util.Collections.unmodifiableSortedMap(new TreeMap<TaskId, Integer>(thousandths));
        tried = List.copyOf(tried);
    }

    /**
     * A rounding that was planned.
     *
     * @param thousandths what tasks were to ask, the different amounts
     * @param placed      whether the planner placed all
     * @param devices     GPUs they then hold anything of
     * @param nodes       nodes they then stand on
     */
    public record Tried(List<Integer> thousandths, boolean placed, int devices, int nodes) {
        public Tried {
            thousandths = List.copyOf(thousandths);
        }

        private String asked() {
            return thousandths.stream().map(t -> Share.text((long) t)).collect(Collectors.joining(" or "));
        }

        private String found() {
            return placed ? Count.of(devices, "GPU") + " on " + Count.of(nodes, "node") : "not placed";
        }
    }

    /**
     * Why they are rounded as they are: {@code 0.333 of a GPU each, 3 GPUs on 1 node; rounded up to 0.35 it would be 4
     * GPUs on 1 node. Gives up 5 % of the headroom}.
     */
    public String explanation() {
        List<Integer> chosen = thousandths.values().stream().distinct().sorted().toList();
        Tried plain = tried.getFirst();
        Tried best = tried.stream()
                .filter(t -> t.thousandths().equals(chosen))
                .findFirst()
                .orElse(plain);
        String text = best.asked() + " of a GPU each: " + best.found();
        if (best.equals(plain)) {
            return text + "; no other rounding needs fewer";
        }
        return String.format(
                Locale.ROOT,
                "%s; rounded up to %s: %s. Gives up %.0f %% of the headroom",
                text,
                plain.asked(),
                plain.found(),
                givenUp * 100);
    }
}
