package dev.kerf.server.same;

import static java.util.stream.Collectors.joining;

import dev.kerf.core.account.QueueState;
import dev.kerf.core.model.PartId;
import dev.kerf.core.model.Share;
import dev.kerf.core.model.Slice;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.plan.Rounds;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Standing;
import dev.kerf.objects.ClusterReader;
import dev.kerf.objects.ReadOptions;
import dev.kerf.objects.ReadResult;
import dev.kerf.objects.share.QueueCondition;
import dev.kerf.objects.write.Documents;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one round comes to, each object's lot by its name. Of a pod that waits: {@code on NODE}, {@code promised NODE} with its
 * sentence, or the sentence why not. Of one that is asked to leave: that and its sentence. Of a queue and a PodGroup: its
 * sentence. Of a pod on parts of GPUs it is told what part and of which cards: by the group of the card where it had one
 * before, else by the first of its new pods. Which of a node's whole GPUs a pod is given is the kubelet's to choose, and no
 * API server shows it.
 */
record Outcome(SortedMap<String, String> lots) {
    static final Outcome NOTHING = new Outcome(Collections.emptySortedMap());
    private static final String LEAVES = "asked to leave: ";
    private static final String PROMISED = "promised ";

    /** As {@code kerf plan} has it at that moment. */
    static Outcome planned(List<Map<String, Object>> objects, Instant asOf, Policy policy) {
        ReadResult input = read(objects, asOf);
        Plan plan = plan(input, policy);
        Standing standing = Snapshot.of(input.cluster()).standing();
        Set<String> before = new HashSet<>();
        Draft draft = new Draft();
        plan.binds().forEach(b -> draft.bound(b, cards(b, standing, before), before::contains));
        plan.holds().forEach(h -> draft.says(h.task().toString(), h.reason().message()));
        plan.nominations()
                .forEach(n ->
                        draft.promised(n.task().toString(), n.node(), n.reason().message()));
        plan.evictions().forEach(e -> draft.leaves(e.task().toString(), note(e)));
        Map<String, QueueState> states = new HashMap<>();
        plan.queues().forEach(state -> states.put(state.queue(), state));
        input.queues()
                .forEach((queue, condition) -> draft.says(
                        "Queue/" + queue, condition.reason(states.get(queue)).message()));
        plan.gangs().stream()
                .filter(v -> objects.stream().anyMatch(o -> isOf(v.part(), o)))
                .forEach(v -> draft.says(
                        v.part().namespace() + "/" + v.part().name(), v.reason().message()));
        return draft.outcome();
    }

    /** What is wrong with the queue's object; null: nothing. */
    static @Nullable Reason wrongWith(String queue, List<Map<String, Object>> objects, Instant asOf) {
        QueueCondition condition = read(objects, asOf).queues().get(queue);
        return condition == null ? null : condition.wrong();
    }

    /** Whether the part is this PodGroup's; other objects that make gangs have no condition for it. */
    private static boolean isOf(PartId part, Map<String, Object> object) {
        Map<String, Object> metadata = Tree.at(object, "metadata");
        return Tree.text(object, "kind").equals("PodGroup")
                && part.name().equals("PodGroup/" + Tree.text(metadata, "name"))
                && part.namespace().equals(Tree.text(metadata, "namespace"));
    }

    /** This, and of what it does not speak of the other's. */
    Outcome or(Outcome other) {
        SortedMap<String, String> both = new TreeMap<>(other.lots);
        both.putAll(lots);
        return new Outcome(both);
    }

    /**
     * What has to be so again a cycle later: all of it where nobody makes room; else who goes where and who leaves, since those
     * who are still held may by then be promised what the others will not need.
     */
    Outcome lasting() {
        SortedMap<String, String> lasting = new TreeMap<>(lots);
        if (lots.values().stream().anyMatch(lot -> lot.startsWith(LEAVES) || lot.startsWith(PROMISED))) {
            lasting.values().removeIf(lot -> Stream.of("on ", LEAVES, PROMISED).noneMatch(lot::startsWith));
        }
        return new Outcome(lasting);
    }

    /** Whether anybody has to leave. */
    boolean asksToLeave() {
        return lots.values().stream().anyMatch(lot -> lot.startsWith(LEAVES));
    }

    /** The reason, and the work that is lost where that is worth a word. */
    private static String note(Decision.Evict evict) {
        boolean lost = evict.lost().hours() >= 0.05;
        return evict.reason().message() + (lost ? "; " + evict.lost() + " of work are lost" : "");
    }

    private static ReadResult read(List<Map<String, Object>> objects, Instant asOf) {
        byte[] dump = Documents.bytes(Map.of("apiVersion", "v1", "kind", "List", "items", objects));
        return ClusterReader.read(List.of("-"), new ReadOptions("kerf", asOf), new ByteArrayInputStream(dump));
    }

    private static Plan plan(ReadResult input, Policy policy) {
        return Rounds.play(input.cluster(), policy, 0, 1).plans().getFirst();
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

    /** Lots as they are found; the names of cards follow when all are there. */
    static final class Draft {
        private final SortedMap<String, String> lots = new TreeMap<>();
        private final SortedMap<String, List<String>> cardsOf = new TreeMap<>();
        private final Map<String, String> names = new HashMap<>();

        void says(String name, String sentence) {
            if (!sentence.isEmpty()) {
                lots.put(name, sentence);
            }
        }

        void promised(String pod, String node, String sentence) {
            lots.put(pod, PROMISED + node + ": " + sentence);
        }

        void leaves(String pod, String sentence) {
            lots.put(pod, LEAVES + sentence);
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
            lots.put(pod, part.isEmpty() ? "on " + node : "on " + node + ", " + part + " of ");
            cardsOf.put(pod, part.isEmpty() ? List.of() : cards);
            cards.stream().filter(before).forEach(card -> names.put(card, "card " + card));
        }

        Outcome outcome() {
            cardsOf.forEach((pod, cards) ->
                    cards.forEach(card -> names.putIfAbsent(card, "card " + (cards.indexOf(card) + 1) + " of " + pod)));
            cardsOf.forEach((pod, cards) -> lots.merge(
                    pod,
                    cards.stream().map(card -> names.getOrDefault(card, card)).collect(joining(" and ")),
                    String::concat));
            return new Outcome(lots);
        }
    }
}
