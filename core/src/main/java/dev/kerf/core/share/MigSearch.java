package dev.kerf.core.share;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the best way to cut cards for a demand: first what serves most memory slices, then what begins the fewest cards
 * that hold nothing, then what changes the fewest instances, then what leaves most open. Exact by dynamic programming over the cards and what is still
 * asked; where that would be more than {@value #MOST} steps, card by card, each as well as it can be.
 */
public final class MigSearch {
    static final long MOST = 4_000_000;
    private final MigModel model;
    private final List<MigProfile> profiles;
    private final int[] demand;
    private final List<MigCard> cards;
    private final List<List<MigOption>> options = new ArrayList<>();
    private final List<Map<Integer, Best>> known = new ArrayList<>();

    /** What the cards from one on come to. */
    private record Best(MigCost cost, @Nullable MigOption choice) {}

    private MigSearch(MigModel model, SequencedMap<MigProfile, Integer> demand, List<MigCard> cards) {
        this.model = model;
        this.profiles = List.copyOf(demand.keySet());
        this.demand = demand.values().stream().mapToInt(Integer::intValue).toArray();
        this.cards = cards;
        List<MigOption> before = List.of();
        for (int c = 0; c < cards.size(); c++) {
            boolean same = c > 0 && cards.get(c).like(cards.get(c - 1));
            before = same ? before : MigOption.of(model, profiles, cards.get(c), this.demand);
            options.add(before);
            known.add(new HashMap<>());
        }
    }

    /**
     * The best plan.
     *
     * @param demand instances asked for, beside those in use
     * @param cards  on which they may be, all of this model
     */
    public static MigPlan plan(MigModel model, Map<MigProfile, Integer> demand, List<MigCard> cards) {
        SequencedMap<MigProfile, Integer> sorted = new LinkedHashMap<>();
        model.profiles().reversed().stream()
                .filter(p -> demand.getOrDefault(p, 0) > 0)
                .forEach(p -> sorted.put(p, demand.getOrDefault(p, 0)));
        List<MigCard> order = cards.stream()
                .sorted(Comparator.comparing((MigCard c) -> c.used().isEmpty())
                        .thenComparing(c -> c.idle().isEmpty())
                        .thenComparing(MigCard::node)
                        .thenComparing(MigCard::index))
                .toList();
        return new MigSearch(model, sorted, order).plan();
    }

    private MigPlan plan() {
        boolean exact = steps() <= MOST;
        int[] left = demand.clone();
        List<MigPlan.Cut> cuts = new ArrayList<>();
        for (int c = 0; c < cards.size(); c++) {
            MigOption option = exact ? best(c, left).choice() : greedy(c, left);
            List<MigInstance> asked = option == null ? List.of() : option.asked();
            MigPlan.Cut cut = MigPlan.Cut.of(model, cards.get(c), asked);
            left = option == null ? left : option.rest(left);
            if (!cut.asked().isEmpty() || !cut.card().used().isEmpty()) {
                cuts.add(cut);
            }
        }
        return new MigPlan(cuts, missing(left), exact, bound());
    }

    private SortedMap<String, Integer> missing(int[] left) {
        TreeMap<String, Integer> missing = new TreeMap<>();
        for (int p = 0; p < left.length; p++) {
            if (left[p] > 0) {
                missing.put(profiles.get(p).name(), left[p]);
            }
        }
        return missing;
    }

    private long steps() {
        long states = 1;
        for (int asked : demand) {
            states = Math.min(MOST + 1, states * (asked + 1));
        }
        long sum = options.stream().mapToLong(List::size).sum();
        return states > MOST ? states : states * sum;
    }

    private Best best(int card, int[] left) {
        if (card == cards.size() || Arrays.stream(left).allMatch(n -> n == 0)) {
            return new Best(MigCost.missing(unserved(left)), null);
        }
        Best found = known.get(card).get(code(left));
        if (found == null) {
            found = search(card, left);
            known.get(card).put(code(left), found);
        }
        return found;
    }

    private Best search(int card, int[] left) {
        Best best = null;
        for (MigOption option : options.get(card)) {
            if (option.within(left)) {
                MigCost cost = best(card + 1, option.rest(left)).cost().plus(option);
                best = best == null || cost.compareTo(best.cost()) < 0 ? new Best(cost, option) : best;
            }
        }
        return best == null ? new Best(MigCost.missing(unserved(left)), null) : best;
    }

    /** What serves most of the rest on this card alone; of equals the cheapest. */
    private @Nullable MigOption greedy(int card, int[] left) {
        return options.get(card).stream()
                .filter(o -> o.within(left))
                .min(Comparator.comparing(
                        o -> MigCost.missing(unserved(o.rest(left))).plus(o)))
                .orElse(null);
    }

    private int unserved(int[] left) {
        int slices = 0;
        for (int p = 0; p < left.length; p++) {
            slices += left[p] * profiles.get(p).size();
        }
        return slices;
    }

    /** What is left, as one number. */
    private int code(int[] left) {
        int code = 0;
        for (int p = 0; p < left.length; p++) {
            code = code * (demand[p] + 1) + left[p];
        }
        return code;
    }

    private int bound() {
        int compute = 0;
        int slices = 0;
        for (int p = 0; p < demand.length; p++) {
            compute += demand[p] * profiles.get(p).compute();
            slices += demand[p] * profiles.get(p).size();
        }
        for (MigCard card : cards) {
            compute += card.used().stream().mapToInt(i -> i.profile().compute()).sum();
            slices += card.used().stream().mapToInt(i -> i.profile().size()).sum();
        }
        return Math.max(Math.ceilDiv(compute, model.compute()), Math.ceilDiv(slices, model.slices()));
    }
}
