package dev.kerf.sim.replay;

import dev.kerf.core.model.Share;
import dev.kerf.core.place.Placer;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Placements that somebody else decided, played as a policy: so they are checked against the same books, and counted by the
 * same arithmetic, as those of any other. Cards are told apart by their groups only; which card a group is does not matter.
 */
public final class Recorded implements Placer {
    private final Workspace workspace;
    private final List<@Nullable Place> places;
    private final Map<String, Integer> nodes = new HashMap<>();
    private final Map<Place, Long> cards = new HashMap<>();
    private final long[] shared;

    /**
     * Where a pod went.
     *
     * @param group of those it shares its card with; empty: it shares none
     */
    public record Place(String node, String group) {}

    private Recorded(Workspace workspace, List<@Nullable Place> places) {
        this.workspace = workspace;
        this.places = places;
        Snapshot snapshot = workspace.snapshot();
        for (int n = 0; n < snapshot.nodeCount(); n++) {
            nodes.put(snapshot.node(n).name(), n);
        }
        this.shared = new long[snapshot.nodeCount()];
    }

    /**
     * The policy that does what was done.
     *
     * @param places by arrival; null: it found none
     */
    public static Policy policy(List<@Nullable Place> places) {
        List<@Nullable Place> copy = new ArrayList<>(places);
        return (workspace, seed) -> new Recorded(workspace, copy);
    }

    @Override
    public int place(int task) {
        Place place = places.get(task);
        if (place == null) {
            return Workspace.NOWHERE;
        }
        int node = nodes.getOrDefault(place.node(), Workspace.NOWHERE);
        if (node == Workspace.NOWHERE) {
            throw new IllegalStateException("no node " + place.node() + " is known");
        }
        workspace.place(task, node, devices(task, node, place));
        return node;
    }

    @Override
    public int place(int task, BitSet within) {
        Place place = places.get(task);
        Integer node = place == null ? null : nodes.get(place.node());
        return node != null && within.get(node) ? place(task) : Workspace.NOWHERE;
    }

    private long devices(int task, int node, Place place) {
        Snapshot snapshot = workspace.snapshot();
        int wanted = snapshot.devicesAsked(snapshot.classOf(task));
        if (wanted == 0) {
            return 0;
        }
        if (!place.group().isEmpty()) {
            return cards.computeIfAbsent(place, first -> {
                long card = Long.lowestOneBit(free(node));
                shared[node] |= card;
                return card;
            });
        }
        long chosen = 0;
        long left = free(node);
        for (int i = 0; i < wanted; i++) {
            chosen |= Long.lowestOneBit(left);
            left &= left - 1;
        }
        return chosen;
    }

    private long free(int node) {
        Share whole = new Share(Share.WHOLE, dev.kerf.core.model.Bytes.ZERO);
        return workspace.devicesWithRoom(whole, node) & ~shared[node];
    }
}
