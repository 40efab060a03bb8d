package dev.kerf.objects.gang;

import dev.kerf.core.model.Gang;
import dev.kerf.core.model.Part;
import dev.kerf.core.model.PartId;
import dev.kerf.core.model.TopologyConstraint;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.objects.pod.Member;
import dev.kerf.objects.terms.Segments;
import dev.kerf.objects.terms.TopologyAsk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One gang being put together from the objects that make it. */
final class Assembly {
    private final Gangs known;
    private final Set<Member> members;
    private final Roll roll;
    private final Map<PartId, GangDraft> makers = new HashMap<>();
    private final List<Reason> refusals = new ArrayList<>();

    /** @param roll all pods that say what gang they are of, these members among them */
    Assembly(Gangs known, Set<Member> members, Roll roll) {
        this.known = known;
        this.members = members;
        this.roll = roll;
    }

    /** The gang of that name. */
    Gang gang(PartId id) {
        Part whole = root(id);
        Instant created = makers.values().stream()
                .map(GangDraft::created)
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return new Gang(whole, created, refusals, shortSince(), grace());
    }

    /** The longest of those that its objects state. */
    private Duration grace() {
        return stated(GangDraft::grace).max(Comparator.naturalOrder()).orElse(Gang.USUAL_GRACE);
    }

    private @Nullable Instant shortSince() {
        return stated(GangDraft::shortSince).min(Comparator.naturalOrder()).orElse(null);
    }

    private <T> Stream<T> stated(Function<GangDraft, @Nullable T> what) {
        return makers.values().stream().flatMap(draft -> Stream.ofNullable(what.apply(draft)));
    }

    /** The objects it was made from, by the gang or part they make. */
    Map<PartId, GangDraft> makers() {
        return makers;
    }

    private Part root(PartId id) {
        Member any = members.iterator().next();
        GangDraft draft = known.drafts.get(any.object());
        if (draft == null) {
            return leaf(any.id(), 0, TopologyAsk.NONE);
        }
        use(draft, any.gang());
        if (draft.parent() != null) {
            return composite(id);
        }
        if (draft.form() == GangDraft.Form.PART_BY_PART) {
            makers.put(id, draft);
            return partByPart(draft, any);
        }
        return together(draft, id);
    }

    private void use(GangDraft draft, PartId id) {
        makers.put(id, draft);
        draft.refusals().stream().filter(r -> !refusals.contains(r)).forEach(refusals::add);
    }

    private Part composite(PartId id) {
        GangDraft draft = known.drafts.get(id);
        List<Part> parts = new ArrayList<>();
        for (PartId child : known.children.getOrDefault(id, Set.of())) {
            GangDraft of = known.drafts.get(child);
            if (of != null) {
                parts.add(of.form() == GangDraft.Form.COMPOSITE ? composite(child) : together(of, child));
            }
        }
        if (draft != null) {
            use(draft, id);
        }
        int min = draft == null ? parts.size() : draft.whole().minParts();
        TopologyAsk ask = draft == null ? TopologyAsk.NONE : draft.terms().topology();
        return parts.isEmpty()
                ? Part.of(id, 1)
                : new Part(id, 0, min, false, parts).with(known.topologies().resolve(ask));
    }

    private Part together(GangDraft draft, PartId id) {
        use(draft, id);
        List<Part> parts = new ArrayList<>();
        draft.whole().parts().forEach(p -> parts.add(part(p, id)));
        for (String name : strangers(draft, id)) {
            if (!name.isEmpty()) {
                parts.add(leaf(inside(id, name), 0, TopologyAsk.NONE));
            }
            if (!draft.open() && !draft.whole().parts().isEmpty()) {
                refusals.add(stranger(draft, name));
            }
        }
        TopologyAsk ask = draft.terms().topology().orElse(roll.whole(id));
        int finished = parts.stream().mapToInt(this::finished).sum();
        int least = Math.max(0, left(draft.whole().minTasks(), id) - finished);
        Part whole = parts.isEmpty()
                ? leaf(id, least, ask)
                : new Part(id, least, draft.whole().minParts(), false, parts)
                        .with(known.topologies().resolve(ask));
        return draft.started() ? whole.begun() : whole;
    }

    /** The parts that pods name and the object does not. */
    private Set<String> strangers(GangDraft draft, PartId gang) {
        Set<String> strangers = new TreeSet<>();
        for (Member member : members) {
            boolean named = draft.whole().parts().stream().anyMatch(p -> p.holds(member.part()));
            if (member.gang().equals(gang) && !named) {
                strangers.add(member.part());
            }
        }
        return strangers;
    }

    private static Reason stranger(GangDraft draft, String name) {
        List<String> known = new ArrayList<>();
        draft.whole().parts().forEach(p -> names(p, known));
        String problem = name.isEmpty()
                ? "a pod of it names none; there are " + String.join(", ", known)
                : "“" + name + "” is none of its own; there are " + String.join(", ", known);
        return Reason.of(Code.GANG_INVALID, "gang", draft.id().toString(), "field", "part", "problem", problem);
    }

    private static void names(PartDraft part, List<String> into) {
        if (part.parts().isEmpty()) {
            into.add(part.name());
        }
        part.parts().forEach(p -> names(p, into));
    }

    private Part partByPart(GangDraft draft, Member any) {
        String name = draft.topmost(any.part());
        for (PartDraft part : draft.whole().parts()) {
            if (part.name().equals(name)) {
                return part(part, any.gang());
            }
        }
        refusals.add(stranger(draft, any.part()));
        return leaf(any.id(), 0, TopologyAsk.NONE);
    }

    private Part part(PartDraft draft, PartId gang) {
        PartId id = inside(gang, draft.name());
        if (draft.parts().isEmpty()) {
            return leaf(id, left(draft.minTasks(), id), draft.topology());
        }
        List<Part> parts = draft.parts().stream().map(p -> part(p, gang)).toList();
        int finished = parts.stream().mapToInt(this::finished).sum();
        return new Part(id, Math.max(0, draft.minTasks() - finished), draft.minParts(), false, parts)
                .with(known.topologies().resolve(draft.topology()));
    }

    /** A part that pods belong to directly, or by its segments; what they say of their topology comes first. */
    private Part leaf(PartId id, int min, TopologyAsk ask) {
        TopologyConstraint topology = known.topologies().resolve(roll.ask(id).orElse(ask));
        Roll.Cut cut = roll.cut(id);
        if (cut == null) {
            return Part.of(id, min).with(topology);
        }
        Segments segments = cut.segments();
        int size = segments.size();
        int needed = (min + size - 1) / size;
        List<Part> parts = new ArrayList<>();
        for (int s = 0; s < Math.max(needed, cut.count()); s++) {
            parts.add(Part.of(segments.part(id, s), Math.clamp(min - (long) s * size, 0, size))
                    .with(known.topologies().resolve(segments.topology())));
        }
        return new Part(id, min, Math.min(needed, parts.size()), false, parts).with(topology);
    }

    private int finished(Part part) {
        return roll.done(part.id())
                + part.parts().stream().mapToInt(this::finished).sum();
    }

    private int left(int min, PartId id) {
        return Math.max(0, min - roll.done(id));
    }

    private static PartId inside(PartId gang, String name) {
        return new PartId(gang.namespace(), gang.name() + "/" + name);
    }
}
