package dev.kerf.server.same;

import static java.util.stream.Collectors.joining;

import dev.kerf.core.model.Share;
import dev.kerf.core.model.Slice;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Rounds;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Standing;
import dev.kerf.core.worth.Knobs;
import dev.kerf.objects.ClusterReader;
import dev.kerf.objects.ReadOptions;
import dev.kerf.objects.ReadResult;
import dev.kerf.objects.write.Documents;
import dev.kerf.sim.kerf.KerfPolicy;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What becomes of every pod that waits: {@code on NODE}, or the sentence why not. Of a pod on parts of GPUs it is told what
 * part and of which cards: by the group of the card where it had one before, else by the first of its new pods. Which of a
 * node's whole GPUs a pod is given is the kubelet's to choose, and no API server shows it.
 */
record Outcome(SortedMap<String, String> pods) {
    /** As {@code kerf plan} has it. */
    static Outcome planned(List<Map<String, Object>> objects) {
        ReadResult input = read(objects);
        Plan plan = plan(input);
        Standing standing = Snapshot.of(input.cluster()).standing();
        Set<String> before = new HashSet<>();
        Draft draft = new Draft();
        plan.binds().forEach(b -> draft.bound(b, cards(b, standing, before), before::contains));
        plan.holds().forEach(h -> draft.held(h.task().toString(), h.reason().message()));
        return draft.outcome();
    }

    /** Whether the plan asks pods to leave, or promises nodes that others are leaving. */
    static boolean makesRoom(List<Map<String, Object>> objects) {
        Plan plan = plan(read(objects));
        return plan.evictions().findAny().isPresent()
                || plan.nominations().findAny().isPresent();
    }

    private static ReadResult read(List<Map<String, Object>> objects) {
        byte[] dump = Documents.bytes(Map.of("apiVersion", "v1", "kind", "List", "items", objects));
        return ClusterReader.read(List.of("-"), new ReadOptions("kerf", Instant.EPOCH), new ByteArrayInputStream(dump));
    }

    private static Plan plan(ReadResult input) {
        return Rounds.play(input.cluster(), KerfPolicy.ofWhatIsThere(Knobs.TUNED), 0, 1)
                .plans()
                .getFirst();
    }

    private static List<String> cards(Decision.Bind bind, Standing standing, Set<String> before) {
        List<String> cards = new ArrayList<>();
        for (Slice slice : bind.slices()) {
            String group = standing.card(bind.node(), slice.device());
            if (group != null) {
                before.add(group);
            }
            cards.add(group == null ? bind.node() + "/" + slice.device() : group);
        }
        return cards;
    }

    /** Pods as they are found; the names of cards follow when all are there. */
    static final class Draft {
        private final SortedMap<String, String> pods = new TreeMap<>();
        private final SortedMap<String, List<String>> cardsOf = new TreeMap<>();
        private final Map<String, String> names = new HashMap<>();

        void held(String pod, String sentence) {
            pods.put(pod, sentence);
        }

        void bound(Decision.Bind bind, List<String> cards, Predicate<String> before) {
            Share share =
                    bind.slices().isEmpty() ? null : bind.slices().getFirst().share();
            boolean part = share != null && share.thousandths() < Share.WHOLE;
            bound(bind.task().toString(), bind.node(), part ? "" + share : "", part ? cards : List.of(), before);
        }

        /**
         * A pod that has a node.
         *
         * @param part   of each card; empty: it is on no parts
         * @param before whether the card was shared before
         */
        void bound(String pod, String node, String part, List<String> cards, Predicate<String> before) {
            pods.put(pod, part.isEmpty() ? "on " + node : "on " + node + ", " + part + " of ");
            cardsOf.put(pod, part.isEmpty() ? List.of() : cards);
            cards.stream().filter(before).forEach(card -> names.put(card, "card " + card));
        }

        Outcome outcome() {
            cardsOf.forEach((pod, cards) ->
                    cards.forEach(card -> names.putIfAbsent(card, "card " + (cards.indexOf(card) + 1) + " of " + pod)));
            cardsOf.forEach((pod, cards) -> pods.merge(
                    pod,
                    cards.stream().map(card -> names.getOrDefault(card, card)).collect(joining(" and ")),
                    String::concat));
            return new Outcome(pods);
        }
    }
}
