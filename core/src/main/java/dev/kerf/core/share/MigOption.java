package dev.kerf.core.share;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One way to serve some of a demand on one card: of all with the same counts the cheapest.
 *
 * @param counts  how many of each profile of the demand
 * @param asked   where they are
 * @param begins  whether the card held nothing before and does now
 * @param changes instances made or removed
 * @param open    what could still come, see {@link Geometries#open}
 */
record MigOption(List<Integer> counts, List<MigInstance> asked, boolean begins, int changes, int open) {
    MigOption {
        counts = List.copyOf(counts);
        asked = List.copyOf(asked);
    }

    static List<MigOption> of(MigModel model, List<MigProfile> profiles, MigCard card, int[] demand) {
        Map<List<Integer>, MigOption> best = new HashMap<>();
        Geometries.beside(model, profiles, card.used(), set -> {
            MigOption option = of(model, profiles, card, set);
            if (option.within(demand)) {
                best.merge(option.counts, option, (a, b) -> b.better(a) ? b : a);
            }
        });
        return List.copyOf(best.values().stream()
                .sorted((a, b) -> compare(b.counts, a.counts))
                .toList());
    }

    private static MigOption of(MigModel model, List<MigProfile> profiles, MigCard card, List<MigInstance> set) {
        List<Integer> counts = profiles.stream()
                .map(p -> (int) set.stream().filter(i -> i.profile().equals(p)).count())
                .toList();
        MigPlan.Cut cut = MigPlan.Cut.of(model, card, set);
        boolean begins = card.used().isEmpty() && !set.isEmpty();
        List<MigInstance> all = new ArrayList<>(card.used());
        all.addAll(set);
        return new MigOption(counts, set, begins, cut.changes(), Geometries.open(model, all));
    }

    private static int compare(List<Integer> a, List<Integer> b) {
        for (int p = 0; p < a.size(); p++) {
            int by = Integer.compare(a.get(p), b.get(p));
            if (by != 0) {
                return by;
            }
        }
        return 0;
    }

    private boolean better(MigOption other) {
        return changes != other.changes ? changes < other.changes : open > other.open;
    }

    boolean within(int[] left) {
        for (int p = 0; p < left.length; p++) {
            if (counts.get(p) > left[p]) {
                return false;
            }
        }
        return true;
    }

    int[] rest(int[] left) {
        int[] rest = left.clone();
        for (int p = 0; p < rest.length; p++) {
            rest[p] -= counts.get(p);
        }
        return rest;
    }
}
