package dev.kerf.core.share;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares all ways of sharing for pods that have a card each: what rules a way out, and how many cards it would take. Groups
 * that share without MIG are made the busiest pod first, each into the first group that takes it (first fit decreasing); MIG
 * layouts are the best there are ({@link MigSearch}).
 */
public final class Comparison {
    /** Of a card's memory, no more is given away. */
    static final double FULL = 0.9;
    /** Loads that go together more than this do not share. */
    public static final double TOGETHER = 0.7;

    private static final double HEADROOM = 1.1;
    private static final double CONTEXT = 0.5 * (1L << 30);
    private static final int MOST = 48;
    private final List<Sharer> sharers;
    private final double memory;
    private final @Nullable MigModel model;
    private final Capabilities can;
    private final double together;
    private final Map<Sort, List<List<Sharer>>> bySort = new HashMap<>();

    /**
     * A comparison.
     *
     * @param memory   of a card, usable, in bytes
     * @param model    null: MIG does not cut the cards
     * @param together the correlation of loads above which two do not share, see {@link #TOGETHER}
     */
    public Comparison(
            List<Sharer> sharers, double memory, @Nullable MigModel model, Capabilities can, double together) {
        this.sharers = sharers.stream()
                .sorted(Comparator.comparingDouble(Sharer::activity).reversed().thenComparing(Sharer::name))
                .toList();
        this.memory = memory;
        this.model = model;
        this.can = can;
        this.together = together;
    }

    /**
     * What is said of one way.
     *
     * @param excluded why it is ruled out; empty: it is not
     * @param lacking  whether only what the nodes cannot do rules it out
     * @param groups   pods that would share a card; those that stay alone are left out
     * @param saved    cards fewer
     */
    public record Finding(Strategy strategy, String excluded, boolean lacking, List<List<Sharer>> groups, int saved) {
        public Finding {
            groups = groups.stream().map(List::copyOf).toList();
        }
    }

    /** What is said of each way, by number. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Strategy strategy : Strategy.values()) {
            findings.add(finding(strategy));
        }
        return findings;
    }

    /** The way that saves most cards; of equals the one with the stronger wall, then the one that takes least to come to. */
    public static Finding best(List<Finding> findings) {
        return findings.stream()
                .filter(v -> v.excluded().isEmpty())
                .max(order())
                .orElseThrow();
    }

    /** The way that would save most if the nodes could do all; null: none saves more than the best. */
    public static @Nullable Finding better(List<Finding> findings) {
        int saved = best(findings).saved();
        return findings.stream()
                .filter(v -> v.lacking() && v.saved() > saved)
                .max(order())
                .orElse(null);
    }

    private static Comparator<Finding> order() {
        return Comparator.comparingInt(Finding::saved)
                .thenComparing(v -> v.strategy().wall())
                .thenComparing(v -> -v.strategy().effort())
                .thenComparing(Finding::strategy, Comparator.reverseOrder());
    }

    private Finding finding(Strategy strategy) {
        String aside = strategy.aside().isEmpty() && strategy.needs().contains(Capability.MIG) && model == null
                ? "MIG does not cut this model"
                : strategy.aside();
        if (!aside.isEmpty()) {
            return new Finding(strategy, aside, false, List.of(), 0);
        }
        List<List<Sharer>> groups = strategy == Strategy.S0 ? List.of() : groups(strategy);
        int saved = groups.stream().mapToInt(g -> g.size() - 1).sum();
        boolean able = can.lacks(strategy.needs()).isEmpty();
        String missing = able ? "" : "needs " + can.missing(strategy.needs());
        return new Finding(strategy, missing, !able, groups, saved);
    }

    /** What the groups of a strategy hang on: strategies of one sort have the same. */
    private record Sort(boolean walls, boolean commonFate, Strategy.Load load) {
        static Sort of(Strategy strategy) {
            return new Sort(strategy.walls(), strategy.commonFate(), strategy.load());
        }
    }

    private List<List<Sharer>> groups(Strategy strategy) {
        return bySort.computeIfAbsent(Sort.of(strategy), sort -> made(strategy));
    }

    private List<List<Sharer>> made(Strategy strategy) {
        List<Sharer> may = sharers.stream().filter(s -> may(strategy, s)).toList();
        List<List<Sharer>> groups = strategy.walls() ? cut(may) : packed(strategy, may);
        return groups.stream().filter(g -> g.size() > 1).toList();
    }

    private static boolean may(Strategy strategy, Sharer sharer) {
        return !sharer.peers()
                && (strategy.walls() || !sharer.strict())
                && !(strategy.commonFate() && sharer.root())
                && sharer.load().compareTo(strategy.load()) <= 0;
    }

    private List<List<Sharer>> packed(Strategy strategy, List<Sharer> may) {
        int most = strategy.commonFate() ? MOST : Integer.MAX_VALUE;
        List<Company> companies = new ArrayList<>();
        for (Sharer sharer : may) {
            companies.stream()
                    .filter(c -> c.takes(sharer, most))
                    .findFirst()
                    .orElseGet(() -> {
                        companies.add(new Company());
                        return companies.getLast();
                    })
                    .add(sharer);
        }
        return companies.stream().map(c -> c.members).toList();
    }

    /** Those that would share a card, and what they take of it together. */
    private final class Company {
        private final List<Sharer> members = new ArrayList<>();
        private double bytes;
        private double busy;
        private double dram;

        boolean takes(Sharer more, int most) {
            return members.size() < most
                    && bytes + need(more) <= FULL * memory
                    && busy + more.activity() <= FULL
                    && dram + more.dram() <= FULL
                    && members.stream().allMatch(one -> one.trusts(more) && one.correlation(more) <= together);
        }

        void add(Sharer more) {
            members.add(more);
            bytes += need(more);
            busy += more.activity();
            dram += more.dram();
        }
    }

    private static double need(Sharer sharer) {
        return sharer.memory() * HEADROOM + CONTEXT;
    }

    /** The smallest profile of each, laid out on the fewest cards. */
    private List<List<Sharer>> cut(List<Sharer> may) {
        Map<MigProfile, List<Sharer>> waiting = new HashMap<>();
        may.forEach(s -> {
            MigProfile profile = profile(s);
            if (profile != null) {
                waiting.computeIfAbsent(profile, k -> new ArrayList<>()).add(s);
            }
        });
        Map<MigProfile, Integer> demand = new HashMap<>();
        waiting.forEach((profile, list) -> demand.put(profile, list.size()));
        List<MigCard> cards = new ArrayList<>();
        may.forEach(s -> cards.add(MigCard.blank("", cards.size())));
        List<List<Sharer>> groups = new ArrayList<>();
        for (MigPlan.Cut cut : MigSearch.plan(java.util.Objects.requireNonNull(model), demand, cards)
                .cuts()) {
            List<Sharer> group = new ArrayList<>();
            cut.asked()
                    .forEach(i -> group.add(
                            waiting.getOrDefault(i.profile(), List.of()).removeLast()));
            groups.add(group);
        }
        return groups;
    }

    /** The smallest profile that holds a pod; null: none smaller than the card. */
    public @Nullable MigProfile profile(Sharer sharer) {
        return model == null
                ? null
                : model.withoutMedia().stream()
                        .filter(p -> p.size() < model.slices())
                        .filter(p -> p.memory().count() * FULL >= sharer.memory() && p.part() >= sharer.activity())
                        .min(Comparator.comparingDouble(p -> p.share(model)))
                        .orElse(null);
    }
}
