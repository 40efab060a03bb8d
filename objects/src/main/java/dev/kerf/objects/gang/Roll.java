package dev.kerf.objects.gang;

import dev.kerf.core.model.PartId;
import dev.kerf.objects.pod.Member;
import dev.kerf.objects.terms.Segments;
import dev.kerf.objects.terms.TermsDraft;
import dev.kerf.objects.terms.TopologyAsk;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pods that say what gang they are of, and what else of it they say. */
public final class Roll {
    private final Set<Member> members = new HashSet<>();
    private final Map<PartId, TopologyAsk> asks = new HashMap<>();
    private final Map<PartId, TopologyAsk> wholes = new HashMap<>();
    private final Map<PartId, Cut> cuts = new HashMap<>();
    private final Map<PartId, Integer> done;

    /**
     * The pods of a part, cut into segments.
     *
     * @param count as many as there are pods for
     */
    record Cut(Segments segments, int count) {}

    /** @param done how many pods of each part have succeeded: they need not start again */
    public Roll(Map<PartId, Integer> done) {
        this.done = done;
    }

    /**
     * A pod.
     *
     * @param own    what it says itself
     * @param above  what its gang says
     * @param labels its own
     */
    public void add(Member member, TermsDraft own, TermsDraft above, Map<String, String> labels) {
        members.add(member);
        if (!own.topology().equals(TopologyAsk.NONE)) {
            asks.putIfAbsent(member.id(), own.topology());
        }
        Segments segments = own.segments() == null ? above.segments() : own.segments();
        if (segments != null) {
            Cut more = new Cut(segments, segments.number(labels) + 1);
            cuts.merge(member.id(), more, (a, b) -> a.count >= b.count ? a : b);
        }
    }

    /** The owners of a pod say how close together all of its gang stands. */
    public void owned(Member member, TermsDraft owners) {
        if (!owners.topology().equals(TopologyAsk.NONE)) {
            wholes.putIfAbsent(member.gang(), owners.topology());
        }
    }

    public Set<Member> members() {
        return members;
    }

    /** How many pods of the part have succeeded. */
    int done(PartId part) {
        return done.getOrDefault(part, 0);
    }

    /** How close together the pods of the part say that they stand. */
    TopologyAsk ask(PartId part) {
        return asks.getOrDefault(part, TopologyAsk.NONE);
    }

    /** How close together all of the gang stands, by the word of its pods' owners. */
    TopologyAsk whole(PartId gang) {
        return wholes.getOrDefault(gang, TopologyAsk.NONE);
    }

    /** How the pods of the part are cut; null: not at all. */
    @Nullable
    Cut cut(PartId part) {
        return cuts.get(part);
    }
}
