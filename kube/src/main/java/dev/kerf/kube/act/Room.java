package dev.kerf.kube.act;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.model.Share;
import dev.kerf.core.reason.Count;
import dev.kerf.objects.pod.Fractions;
import dev.kerf.objects.pod.SharingKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether what grows in place has room where it stands, by the books as they are now. A part of a GPU that has none may have it
 * elsewhere, where its pod is made anew with it.
 */
record Room(Look look, Action action, Amounts amounts) {
    private static final String NAME = "no-room-in-place";

    /** @param remade whether a pod that makes way is made anew with what was decided */
    Guard guard(boolean remade) {
        String why = why();
        if (why.isEmpty()) {
            return Guard.passed(NAME, "there is room where it stands");
        }
        return remade && action instanceof Action.Fraction part && part.moves()
                ? Guard.passed(
                        NAME, why + ": " + Count.of(lacking().size(), "pod") + " of it would be made anew elsewhere")
                : Guard.failed(NAME, why);
    }

    /** Why it has no room where it stands; empty: it has. */
    private String why() {
        return switch (action) {
            case Action.Fraction fraction -> amounts.grows() ? beyond(fraction) : "";
            case Action.Requests requests -> amounts.grows() ? onNodes() : "";
            case Action.Scale a -> "";
            case Action.ScaleToZero a -> "";
            case Action.Gpus a -> "";
            case Action.Extended a -> "";
            case Action.Arguments a -> "";
            case Action.Selector a -> "";
            case Action.Drain a -> "";
            case Action.Move a -> "";
            case Action.Manifest a -> "";
        };
    }

    /** The pods that find the rest of what they are to have elsewhere only: of each card so many that the others have it. */
    List<Live> lacking() {
        if (!(action instanceof Action.Fraction fraction) || !amounts.grows()) {
            return List.of();
        }
        Map<String, Integer> taken = onCards(fraction);
        List<Live> lacking = new ArrayList<>();
        for (Live pod : look.pods().stream().filter(Live::alive).toList()) {
            List<String> groups = groups(pod);
            if (groups.stream().anyMatch(group -> taken.getOrDefault(group, 0) > Share.WHOLE)) {
                groups.forEach(group -> taken.merge(group, -fraction.thousandths(), Integer::sum));
                lacking.add(pod);
            }
        }
        return lacking;
    }

    /** No card gives more than itself. */
    private String beyond(Action.Fraction fraction) {
        return onCards(fraction).entrySet().stream()
                .filter(card -> card.getValue() > Share.WHOLE)
                .findFirst()
                .map(card -> "card %s would be held to %s of itself"
                        .formatted(card.getKey(), ServerGuards.text(card.getValue())))
                .orElse("");
    }

    /** Thousandths of each card that would be held. */
    private Map<String, Integer> onCards(Action.Fraction fraction) {
        List<String> own = look.pods().stream().map(Live::uid).toList();
        Map<String, Integer> taken = new TreeMap<>();
        for (Live pod : look.near().stream().filter(each -> !each.ended()).toList()) {
            int part = own.contains(pod.uid()) ? fraction.thousandths() : part(pod);
            groups(pod).forEach(group -> taken.merge(group, part, Integer::sum));
        }
        return taken;
    }

    private static List<String> groups(Live pod) {
        String all = pod.annotation(SharingKeys.GROUPS);
        String one = pod.labels().getOrDefault(SharingKeys.GROUP, "");
        String said = all.isEmpty() ? one : all;
        return said.isEmpty() ? List.of() : List.of(said.split(","));
    }

    private static int part(Live pod) {
        String said = pod.annotation(SharingKeys.PORTION).isEmpty()
                ? pod.annotation(SharingKeys.FRACTION)
                : pod.annotation(SharingKeys.PORTION);
        try {
            return said.isEmpty() ? 0 : Fractions.thousandths(said);
        } catch (Fractions.FractionException broken) {
            return Share.WHOLE;
        }
    }

    /** No node gives more than it has. */
    private String onNodes() {
        for (Live node : look.nodes()) {
            for (Map.Entry<String, Long> more : amounts.more().entrySet()) {
                long has = Amounts.thousandths(
                        node.root().at("status", "allocatable").get(more.getKey()));
                long asked = look.near().stream()
                        .filter(pod -> on(pod, node))
                        .mapToLong(pod -> asks(pod, more.getKey()))
                        .sum();
                long grow = look.pods().stream().filter(pod -> on(pod, node)).count() * more.getValue();
                if (more.getValue() > 0 && asked + grow > has) {
                    return "%s has %s of %s, and %s would be asked of it"
                            .formatted(node, ServerGuards.text(has), more.getKey(), ServerGuards.text(asked + grow));
                }
            }
        }
        return "";
    }

    private static boolean on(Live pod, Live node) {
        return pod.root().at("spec", "nodeName").text().equals(node.place().name()) && !pod.ended();
    }

    private static long asks(Live pod, String resource) {
        return pod.root().at("spec", "containers").items().stream()
                .mapToLong(
                        c -> Amounts.thousandths(c.at("resources", "requests").get(resource)))
                .sum();
    }
}
