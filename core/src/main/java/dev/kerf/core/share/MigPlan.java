package dev.kerf.core.share;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How cards are to be cut.
 *
 * @param cuts    of every card that holds anything then
 * @param missing what found no place, by profile's name
 * @param exact   whether no plan serves more, or as much on fewer cards, or so with fewer changes
 * @param bound   cards below which no plan can be, by slices alone
 */
public record MigPlan(List<Cut> cuts, SortedMap<String, Integer> missing, boolean exact, int bound) {
    public MigPlan {
        cuts = List.copyOf(cuts);
        missing = Collections.unmodifiableSortedMap(new TreeMap<>(missing));
    }

    /**
     * How one card is to be cut.
     *
     * @param card    as it is
     * @param asked   instances for the demand, some of which may be there already
     * @param kept    idle instances that stay, whether asked for or not
     * @param made    instances to be made
     * @param removed idle instances that stand in the way
     */
    public record Cut(
            MigCard card,
            List<MigInstance> asked,
            List<MigInstance> kept,
            List<MigInstance> made,
            List<MigInstance> removed) {
        public Cut {
            asked = List.copyOf(asked);
            kept = List.copyOf(kept);
            made = List.copyOf(made);
            removed = List.copyOf(removed);
        }

        /** The cut that keeps as many of the idle instances as can stay beside what is asked. */
        static Cut of(MigModel model, MigCard card, List<MigInstance> asked) {
            List<MigInstance> all = new ArrayList<>(card.used());
            all.addAll(asked);
            List<MigInstance> kept = new ArrayList<>();
            List<MigInstance> removed = new ArrayList<>();
            for (MigInstance idle : card.idle()) {
                boolean there = asked.contains(idle);
                all.add(idle);
                if (there || model.legal(all)) {
                    kept.add(idle);
                } else {
                    removed.add(idle);
                }
                if (there || !kept.contains(idle)) {
                    all.removeLast();
                }
            }
            List<MigInstance> made =
                    asked.stream().filter(i -> !card.idle().contains(i)).toList();
            return new Cut(card, asked, kept, made, removed);
        }

        /** Instances made or removed. */
        public int changes() {
            return made.size() + removed.size();
        }

        /** All that is on the card then. */
        public List<MigInstance> then() {
            return java.util.stream.Stream.of(card.used(), kept, made)
                    .flatMap(List::stream)
                    .sorted(java.util.Comparator.comparingInt(MigInstance::start))
                    .toList();
        }
    }

    /** Cards that hold anything then. */
    public int cards() {
        return cuts.size();
    }

    public int changes() {
        return cuts.stream().mapToInt(Cut::changes).sum();
    }
}
