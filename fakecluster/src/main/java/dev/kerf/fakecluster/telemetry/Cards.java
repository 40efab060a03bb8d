package dev.kerf.fakecluster.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.telemetry.Chronicle.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The cards of all nodes and who is on them: the pod a card was given to, and those that share it through that pod. */
final class Cards {
    private final Chronicle chronicle;
    private final Map<String, JsonNode> nodes = new HashMap<>();
    private final Map<String, Map<String, Tenant>> tenants = new HashMap<>();
    private final Map<String, Map<Told, Curve>> told = new HashMap<>();

    Cards(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    /** The name of a card, as its kubelet has it. */
    static String name(String node, int index) {
        return "GPU-" + node + "-" + index;
    }

    private static String source(String node, int index) {
        return "cards/" + name(node, index);
    }

    private static int count(@Nullable JsonNode node) {
        return node == null
                ? 0
                : Trees.at(node, "status", "capacity", "nvidia.com/gpu").asInt(0);
    }

    /** A node that came, changed, or went. */
    void node(JsonNode node, boolean gone, long from) {
        String name = Trees.text(node, "metadata", "name");
        @Nullable JsonNode before = gone ? nodes.remove(name) : nodes.put(name, node);
        for (int i = gone ? 0 : count(node); i < count(before); i++) {
            chronicle.tell(source(name, i), Map.of(), from);
            told.remove(name(name, i));
        }
        if (!gone && (before == null || !sameCards(before, node))) {
            tell(name, from);
        }
    }

    private static boolean sameCards(JsonNode one, JsonNode other) {
        return count(one) == count(other)
                && ContainerSeries.named(one).equals(ContainerSeries.named(other))
                && Trees.at(one, "metadata", "labels").equals(Trees.at(other, "metadata", "labels"));
    }

    /** A pod that came, changed, or went. */
    void tenant(String source, @Nullable Tenant before, @Nullable Tenant after, long at) {
        boolean was = before != null && concerns(before);
        boolean is = after != null && concerns(after);
        if (was && before != null) {
            on(before.node()).remove(source);
        }
        if (is && after != null) {
            on(after.node()).put(source, after);
        }
        if (was != is || (is && !same(before, after))) {
            Tenant one = Objects.requireNonNull(is ? after : before);
            tell(one.node(), !was ? Math.min(at, earliest(one)) : at);
        }
    }

    /** When it, or any that share a card with it, began: what they did is told once it is known on which card. */
    private long earliest(Tenant one) {
        return on(one.node()).values().stream()
                .filter(each -> each.groups().stream().anyMatch(one.groups()::contains))
                .mapToLong(Tenant::from)
                .reduce(one.from(), Math::min);
    }

    private static boolean concerns(Tenant tenant) {
        return !tenant.cards().isEmpty() || !tenant.groups().isEmpty();
    }

    private static boolean same(@Nullable Tenant one, @Nullable Tenant other) {
        return one != null
                && other != null
                && one.cards().equals(other.cards())
                && one.groups().equals(other.groups())
                && one.load().equals(other.load());
    }

    private Map<String, Tenant> on(String node) {
        return tenants.computeIfAbsent(node, made -> new LinkedHashMap<>());
    }

    private void tell(String name, long from) {
        @Nullable JsonNode node = nodes.get(name);
        for (int i = 0; i < count(node) && node != null; i++) {
            String uuid = name(name, i);
            @Nullable Tenant holder = null;
            for (Tenant each : on(name).values()) {
                holder = each.cards().contains(uuid) ? each : holder;
            }
            @Nullable JsonNode pod = holder == null ? null : holder.pod();
            Map<Told, Curve> now =
                    telling(node, i, pod, users(name, uuid, holder)).series();
            if (!now.equals(told.put(uuid, now))) {
                chronicle.tell(source(name, i), now, from);
            }
        }
    }

    /** What exporters tell of a card: all that is done on it under who was given it, and who shares it each by itself. */
    private static Telling telling(JsonNode node, int index, @Nullable JsonNode holder, List<Tenant> users) {
        String uuid = name(Trees.text(node, "metadata", "name"), index);
        List<Load> loads = users.stream().map(Tenant::load).toList();
        Telling telling = CardSeries.of(node, index, uuid, holder, loads);
        if (ContainerSeries.toldOn(node)) {
            users.stream()
                    .filter(each -> !each.cards().contains(uuid))
                    .forEach(each -> ContainerSeries.tell(telling, node, uuid, each));
        }
        return telling;
    }

    /** All who use a card that one of them was given. */
    private List<Tenant> users(String node, String uuid, @Nullable Tenant holder) {
        List<Tenant> users = new ArrayList<>();
        if (holder != null) {
            Set<String> groups = new HashSet<>(holder.groups());
            for (Tenant each : on(node).values()) {
                int place = each.cards().indexOf(uuid);
                boolean used = place < each.load().onCards();
                if (used && (place >= 0 || each.groups().stream().anyMatch(groups::contains))) {
                    users.add(each);
                }
            }
        }
        return users;
    }
}
