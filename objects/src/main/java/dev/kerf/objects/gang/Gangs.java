package dev.kerf.objects.gang;

import dev.kerf.core.model.Gang;
import dev.kerf.core.model.Part;
import dev.kerf.core.model.PartId;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.objects.pod.Member;
import dev.kerf.objects.share.Topologies;
import dev.kerf.objects.terms.TermsDraft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The objects that make gangs, and the gangs they make of the pods there are. What stands in a Task depends on its pod
 * alone; what the gang asks for is put together here each time.
 */
public final class Gangs {
    /** The name of a gang that PodGroups form by the annotation of one name. */
    static final String ANNOTATED = "Gang/";

    /** So many gangs one within the other, and no more. */
    public static final int DEEPEST = 8;

    final Map<PartId, GangDraft> drafts = new HashMap<>();
    final Map<PartId, Set<PartId>> children = new HashMap<>();
    private final Map<PartId, GangDraft> makers = new HashMap<>();
    private final Topologies topologies;

    /** @param topologies whose names for levels gangs may use */
    public Gangs(Topologies topologies) {
        this.topologies = topologies;
    }

    Topologies topologies() {
        return topologies;
    }

    /**
     * The object is there, or has changed.
     *
     * @return whether that may matter to a decision
     */
    public boolean put(GangDraft draft) {
        GangDraft before = drafts.put(draft.id(), draft);
        if (before != null) {
            unlink(before);
        }
        if (draft.parent() != null) {
            children.computeIfAbsent(draft.parent(), p -> new TreeSet<>()).add(draft.id());
        }
        return before == null || !same(before, draft);
    }

    private static boolean same(GangDraft one, GangDraft other) {
        return one.whole().equals(other.whole())
                && one.form() == other.form()
                && one.started() == other.started()
                && one.refusals().equals(other.refusals())
                && one.terms().equals(other.terms())
                && Objects.equals(one.grace(), other.grace())
                && one.object().uid().equals(other.object().uid())
                && Objects.equals(one.parent(), other.parent());
    }

    private void unlink(GangDraft draft) {
        Set<PartId> siblings = draft.parent() == null ? null : children.get(draft.parent());
        if (siblings != null) {
            siblings.remove(draft.id());
        }
    }

    /** The object is gone. */
    public boolean remove(PartId id) {
        GangDraft gone = drafts.remove(id);
        if (gone != null) {
            unlink(gone);
        }
        return gone != null;
    }

    /** Of the kind, as {@link Member#kind} has it, only these are left. */
    public boolean retain(String kind, Predicate<PartId> left) {
        List<PartId> gone = drafts.keySet().stream()
                .filter(id -> id.name().startsWith(kind + "/"))
                .filter(id -> !left.test(id))
                .toList();
        gone.forEach(this::remove);
        return !gone.isEmpty();
    }

    /** Whether nothing of the kind is known. */
    public boolean isEmpty(String kind) {
        return drafts.keySet().stream().noneMatch(id -> id.name().startsWith(kind + "/"));
    }

    /** The object that makes the gang or part; null where none does. As of the last gangs that were asked for. */
    public @Nullable GangObject object(PartId part) {
        GangDraft draft = drafts.get(part);
        GangDraft maker = draft == null ? makers.get(part) : draft;
        return maker == null ? null : maker.object();
    }

    /** Whether the member's object is one whose first start is still to be told. */
    public boolean isToStart(Member member) {
        GangDraft draft = drafts.get(member.object());
        return draft != null && draft.object().isPodGroup() && !draft.started();
    }

    /** How many pods a PodGroup of Kubernetes that never started has to have before any does, where that is all; 0: it is not. */
    public int fewest(Member member) {
        GangDraft draft = drafts.get(member.object());
        return draft != null && draft.isFlat() && isToStart(member)
                ? draft.whole().minTasks()
                : 0;
    }

    /** Members that start together, and why they cannot. */
    private static final class Muster {
        private final Set<Member> members = new TreeSet<>(Comparator.comparing(Member::id));
        private @Nullable Reason refusal;
    }

    /** On what terms the pods of the object are, by its word and that of the gangs it is part of. */
    public TermsDraft terms(PartId object) {
        TermsDraft all = TermsDraft.NONE;
        GangDraft draft = drafts.get(object);
        for (int depth = 0; draft != null && depth < DEEPEST; depth++) {
            all = all.orElse(draft.terms());
            draft = draft.parent() == null ? null : drafts.get(draft.parent());
        }
        return all;
    }

    /** The gang that the object's is part of; null: of none, or the object is not there. */
    public @Nullable PartId parent(PartId object) {
        GangDraft draft = drafts.get(object);
        return draft == null ? null : draft.parent();
    }

    /** Whether the member's object is there and makes a gang. */
    public boolean binds(Member member) {
        GangDraft draft = drafts.get(member.object());
        return draft != null && draft.binds();
    }

    /**
     * The gangs that pods say they are of.
     *
     * @param roll   the pods
     * @param absent whether a member whose object is not there goes alone
     */
    public List<Gang> of(Roll roll, Predicate<Member> absent) {
        Map<PartId, Muster> musters = new TreeMap<>();
        for (Member member : roll.members()) {
            GangDraft draft = drafts.get(member.object());
            if (draft == null && !absent.test(member)) {
                Muster muster = musters.computeIfAbsent(member.id(), id -> new Muster());
                muster.members.add(member);
                muster.refusal = missing(member.object());
            } else if (draft != null && draft.binds()) {
                join(musters, member, draft);
            }
        }
        makers.clear();
        List<Gang> gangs = new ArrayList<>();
        musters.forEach((id, muster) -> gangs.add(gang(id, muster, roll)));
        return gangs;
    }

    /** The kinds of objects that no pod names, Jobs apart, one for each. */
    public List<String> idle(Collection<Member> members) {
        Set<PartId> named = members.stream().map(Member::object).collect(Collectors.toSet());
        return drafts.values().stream()
                .filter(d -> d.form() != GangDraft.Form.COMPOSITE && !named.contains(d.id()))
                .map(d -> d.id().name().substring(0, d.id().name().indexOf('/')))
                .filter(kind -> !kind.equals("Job"))
                .toList();
    }

    private static Reason missing(PartId object) {
        return Reason.of(Code.GANG_MISSING, "gang", object.toString());
    }

    /** Puts the member where the topmost gang it is part of is. */
    private void join(Map<PartId, Muster> musters, Member member, GangDraft draft) {
        PartId root = member.gang();
        Reason refusal = null;
        if (draft.form() == GangDraft.Form.PART_BY_PART) {
            root = new PartId(root.namespace(), root.name() + "/" + draft.topmost(member.part()));
        }
        PartId above = draft.parent();
        for (int depth = 0; above != null; depth++) {
            GangDraft parent = drafts.get(above);
            boolean annotated = above.name().startsWith(ANNOTATED);
            if (depth == DEEPEST || (parent == null && !annotated)) {
                refusal = missing(above);
                break;
            }
            root = above;
            above = parent == null ? null : parent.parent();
        }
        Muster muster = musters.computeIfAbsent(root, id -> new Muster());
        muster.members.add(member);
        muster.refusal = refusal == null ? muster.refusal : refusal;
    }

    private Gang gang(PartId id, Muster muster, Roll roll) {
        if (muster.refusal != null) {
            return refused(id, muster.members, muster.refusal);
        }
        Assembly assembly = new Assembly(this, muster.members, roll);
        Gang gang = assembly.gang(id);
        makers.putAll(assembly.makers());
        return gang;
    }

    /** Of a gang whose object is missing, or what it is a part of, nothing can be said but that. */
    private Gang refused(PartId id, Set<Member> members, Reason refusal) {
        List<Part> parts = new ArrayList<>();
        for (Member member : members) {
            GangDraft draft = drafts.get(member.object());
            if (draft != null) {
                makers.put(member.gang(), draft);
            }
            if (!member.id().equals(id)) {
                parts.add(Part.of(member.id(), 0));
            }
        }
        return new Gang(new Part(id, 0, 0, false, parts), Instant.EPOCH, List.of(refusal));
    }
}
