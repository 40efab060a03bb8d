package dev.kerf.kube.act;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.model.Share;
import dev.kerf.objects.pod.Fractions;
import dev.kerf.objects.pod.SharingKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether what grows in place has room where it stands, by the books as they are now. */
record Room(Look look, Action action, Amounts amounts) {
    private static final String NAME = "no-room-in-place";

    Guard guard() {
        String why =
                switch (action) {
                    case Action.Fraction fraction -> amounts.grows() ? onCards(fraction.thousandths()) : "";
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
        return new Guard(NAME, why.isEmpty(), why.isEmpty() ? "there is room where it stands" : why);
    }

    /** No card gives more than itself. */
    private String onCards(int each) {
        List<String> own = look.pods().stream().map(Live::uid).toList();
        Map<String, Integer> taken = new HashMap<>();
        for (Live pod : look.near()) {
            int part = own.contains(pod.uid()) ? each : part(pod);
            groups(pod).forEach(group -> taken.merge(group, part, Integer::sum));
        }
        return taken.entrySet().stream()
                .filter(card -> card.getValue() > Share.WHOLE)
                .findFirst()
                .map(card -> "card %s would be held to %s of itself"
                        .formatted(card.getKey(), ServerGuards.text(card.getValue())))
                .orElse("");
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
        String phase = pod.root().at("status", "phase").text();
        return pod.root().at("spec", "nodeName").text().equals(node.place().name())
                && !phase.equals("Succeeded")
                && !phase.equals("Failed");
    }

    private static long asks(Live pod, String resource) {
        return pod.root().at("spec", "containers").items().stream()
                .mapToLong(
                        c -> Amounts.thousandths(c.at("resources", "requests").get(resource)))
                .sum();
    }
}
