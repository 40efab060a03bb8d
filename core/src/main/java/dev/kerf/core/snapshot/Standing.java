package dev.kerf.core.snapshot;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Share;
import dev.kerf.core.model.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands on the nodes when the cycle begins: each placed task's node and devices. Devices that the records do not
 * name are inferred: tasks of one group share a card, whole-GPU tasks take free cards, lone parts go where they fit
 * tightest. Every inference that mattered leaves a warning.
 */
public final class Standing {
    /** The node of a task whose node is not known to the snapshot. */
    public static final int UNKNOWN_NODE = -1;

    private final int[] node;
    private final long[] devices;
    private final Share[] share;
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, @Nullable String[]> cards = new HashMap<>();

    Standing(NodeTable nodes, List<Placement> placed) {
        this.node = new int[placed.size()];
        this.devices = new long[placed.size()];
        this.share = new Share[placed.size()];
        Map<Integer, List<Integer>> byNode = new HashMap<>();
        for (int i = 0; i < placed.size(); i++) {
            Integer number = nodes.numbers.get(placed.get(i).node());
            node[i] = number == null ? UNKNOWN_NODE : number;
            share[i] = new Share(0, Bytes.ZERO);
            if (number == null) {
                warnings.add("pod " + placed.get(i).task().id() + " stands on node "
                        + placed.get(i).node() + ", which is not among the nodes; it is left out");
            } else if (placed.get(i).task().need().gpu().devices() > 0) {
                byNode.computeIfAbsent(number, k -> new ArrayList<>()).add(i);
            }
        }
        byNode.keySet().stream()
                .sorted()
                .forEach(n -> settle(nodes.nodes.get(n), byNode.getOrDefault(n, List.of()), placed));
    }

    private void settle(Node node, List<Integer> members, List<Placement> placed) {
        Cards cards = new Cards(node.gpus());
        Comparator<Integer> known =
                Comparator.comparing(i -> placed.get(i).slices().isEmpty());
        Comparator<Integer> grouped = Comparator.comparing(i -> placed.get(i).group() == null);
        Comparator<Integer> whole =
                Comparator.comparing(i -> !(placed.get(i).task().need().gpu() instanceof GpuNeed.Whole));
        Comparator<Integer> largest = Comparator.comparing(
                i -> -cards.shareOf(placed.get(i).task().need().gpu()).thousandths());
        members.stream()
                .sorted(known.thenComparing(grouped)
                        .thenComparing(whole)
                        .thenComparing(largest)
                        .thenComparing(i -> i))
                .forEach(i -> {
                    share[i] = cards.shareOf(placed.get(i).task().need().gpu());
                    devices[i] = cards.take(placed.get(i), share[i], warnings);
                });
        if (!cards.groups.isEmpty()) {
            this.cards.put(node.name(), cards.names());
        }
    }

    /** The group whose card the device of the node is; null: no group's. */
    public @Nullable String card(String node, int device) {
        @Nullable String[] names = cards.get(node);
        return names == null ? null : names[device];
    }

    /** Node of the i-th placed task, or {@link #UNKNOWN_NODE}. */
    public int node(int i) {
        return node[i];
    }

    /** Devices of the i-th placed task, as bits. */
    public long devices(int i) {
        return devices[i];
    }

    /** What the i-th placed task holds of each of its devices. */
    public Share share(int i) {
        return share[i];
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The cards of one node while its holders are settled. */
    private static final class Cards {
        private final Gpus gpus;
        private final int[] free;
        private final Map<String, Integer> groups = new HashMap<>();

        Cards(Gpus gpus) {
            this.gpus = gpus;
            this.free = new int[gpus.count()];
            java.util.Arrays.fill(free, Share.WHOLE);
        }

        Share shareOf(GpuNeed need) {
            Share share = Shares.share(need, gpus);
            return share == null ? new Share(Share.WHOLE, gpus.memory()) : share;
        }

        long take(Placement placement, Share share, List<String> warnings) {
            long chosen = 0;
            for (Slice slice : placement.slices()) {
                if (slice.device() < free.length) {
                    chosen |= 1L << slice.device();
                }
            }
            String group = placement.group();
            int wanted = placement.task().need().gpu().devices();
            if (chosen == 0 && group != null) {
                chosen = ofGroups(group.split(","), wanted);
            }
            if (chosen == 0) {
                chosen = tightest(share.thousandths(), wanted);
                if (share.thousandths() < Share.WHOLE && chosen != 0) {
                    warnings.add("pod " + placement.task().id() + " does not say which card it shares; device "
                            + Long.numberOfTrailingZeros(chosen) + " of node " + placement.node() + " is inferred");
                }
            }
            charge(chosen, share.thousandths(), wanted, placement, warnings);
            return chosen;
        }

        /** A card for each of the groups; none where they are not as many as the task has devices. */
        private long ofGroups(String[] names, int wanted) {
            long chosen = 0;
            for (String name : names) {
                if (names.length == wanted && Long.bitCount(chosen) < free.length) {
                    long taken = chosen;
                    chosen |= 1L << groups.computeIfAbsent(name, g -> emptiest(taken));
                }
            }
            return chosen;
        }

        private int emptiest(long but) {
            int best = -1;
            for (int d = 0; d < free.length; d++) {
                if ((but & 1L << d) == 0 && (best < 0 || free[d] > free[best])) {
                    best = d;
                }
            }
            return best;
        }

        @Nullable
        String[] names() {
            @Nullable String[] names = new String[free.length];
            groups.forEach((name, device) -> names[device] = name);
            return names;
        }

        private long tightest(int thousandths, int wanted) {
            long chosen = 0;
            for (int k = 0; k < wanted; k++) {
                int best = -1;
                for (int d = 0; d < free.length; d++) {
                    boolean fits = (chosen & 1L << d) == 0 && free[d] >= thousandths;
                    if (fits && (best < 0 || free[d] < free[best])) {
                        best = d;
                    }
                }
                chosen |= best < 0 ? 0 : 1L << best;
            }
            return chosen;
        }

        private void charge(long chosen, int thousandths, int wanted, Placement placement, List<String> warnings) {
            boolean over = Long.bitCount(chosen) < wanted;
            for (int d = 0; d < free.length; d++) {
                if ((chosen & 1L << d) != 0) {
                    over |= free[d] < thousandths;
                    free[d] = Math.max(0, free[d] - thousandths);
                }
            }
            if (over) {
                warnings.add("pod " + placement.task().id() + " holds more GPU than node " + placement.node()
                        + " has left; the books of that node are held full");
            }
        }
    }
}
