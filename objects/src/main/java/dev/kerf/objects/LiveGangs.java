package dev.kerf.objects;

import dev.kerf.core.model.Gang;
import dev.kerf.core.model.Part;
import dev.kerf.core.model.PartId;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.TaskId;
import dev.kerf.objects.gang.GangDraft;
import dev.kerf.objects.gang.GangReader;
import dev.kerf.objects.gang.Gangs;
import dev.kerf.objects.gang.Roll;
import dev.kerf.objects.pod.Member;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.share.Topologies;
import dev.kerf.objects.terms.TermsDraft;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The gangs of a live cluster: the objects that make them, their pods, and since when one has fewer than it must. */
final class LiveGangs {
    private final @Nullable String scheduler;
    private final Gangs gangs;
    private final Map<TaskId, Member> succeeded = new HashMap<>();
    private final Map<Member, Integer> unsure = new HashMap<>();
    private final Set<PartId> begun = new HashSet<>();
    private final Map<PartId, Instant> shortSince = new HashMap<>();
    private final Set<PartId> changed = new HashSet<>();
    private int looks;
    private boolean waiting;

    /** @param scheduler whose pods count; null: Kerf's and the default scheduler's */
    LiveGangs(@Nullable String scheduler, Topologies topologies) {
        this.scheduler = scheduler;
        this.gangs = new Gangs(topologies);
    }

    Gangs gangs() {
        return gangs;
    }

    /**
     * The object is there, or has changed.
     *
     * @return whether that may matter to a decision
     */
    boolean put(Item item) {
        GangDraft draft = GangReader.read(item, item.namespace());
        TermsDraft before = gangs.terms(draft.id());
        boolean matters = gangs.put(draft);
        if (!before.equals(gangs.terms(draft.id()))) {
            changed.add(draft.id());
        }
        return matters;
    }

    void remove(Item item) {
        PartId id = GangReader.read(item, item.namespace()).id();
        if (gangs.remove(id)) {
            changed.add(id);
        }
    }

    void retain(String kind, Set<String> names) {
        gangs.retain(kind, id -> names.contains(GangReader.key(id)));
    }

    /** A pod is gone: it has succeeded as a member of a gang, or not. */
    void gone(TaskId id, @Nullable Member done) {
        if (done == null) {
            succeeded.remove(id);
        } else {
            succeeded.put(id, done);
        }
    }

    void retainPods(Set<String> names) {
        succeeded.keySet().removeIf(id -> !names.contains(id.toString()));
    }

    /** Has what was made of the pods forgotten whose gangs have other terms than before. */
    void forget(Collection<LivePod> pods) {
        if (!changed.isEmpty()) {
            for (LivePod pod : pods) {
                Member member = pod.member();
                if (member != null && (changed.contains(member.object()) || isBelow(member.object()))) {
                    pod.forget();
                }
            }
            changed.clear();
        }
    }

    private boolean isBelow(PartId object) {
        PartId above = gangs.parent(object);
        for (int depth = 0; above != null && depth < Gangs.DEEPEST; depth++) {
            if (changed.contains(above)) {
                return true;
            }
            above = gangs.parent(above);
        }
        return false;
    }

    /**
     * The gangs that have members, those apart that wait for an object none of whose pods is pending.
     *
     * @param unreadable kinds that the cluster does not have, or that may not be read
     */
    List<Gang> of(Collection<LivePod> pods, List<Placement> placed, Set<String> unreadable, Instant asOf) {
        Map<PartId, Integer> done = new HashMap<>();
        succeeded.values().forEach(member -> done.merge(member.id(), 1, Integer::sum));
        Roll roll = new Roll(done);
        waiting = false;
        for (LivePod pod : pods) {
            Member member = pod.member();
            if (member != null && pod.isFor(scheduler) && (pod.node() == null || gangs.binds(member))) {
                waiting |= gangs.isToStart(member);
                roll.add(member, pod.said(), gangs.terms(member.object()), pod.labels());
            }
        }
        unsure.keySet().retainAll(roll.members());
        return dated(gangs.of(roll, member -> goesAlone(member, unreadable)), placed, asOf);
    }

    /**
     * Whether a pod whose maker is not known goes alone: where the cluster does not have the maker's kind, and still has not
     * when it was asked anew since the pod was seen, since a kind may come just before its objects.
     */
    private boolean goesAlone(Member member, Set<String> unreadable) {
        return !member.stated()
                && unreadable.contains(member.kind())
                && looks > unsure.computeIfAbsent(member, m -> looks);
    }

    /** With since when each is short: as its object says, else since it was seen. */
    private List<Gang> dated(List<Gang> all, List<Placement> placed, Instant asOf) {
        Map<PartId, Integer> standing = new HashMap<>();
        for (Placement placement : all.isEmpty() ? List.<Placement>of() : placed) {
            PartId part = placement.task().part();
            if (part != null && !placement.leaving()) {
                standing.merge(part, 1, Integer::sum);
            }
        }
        Set<PartId> there = new HashSet<>();
        all.forEach(gang -> there.add(gang.id()));
        begun.retainAll(there);
        shortSince.keySet().retainAll(there);
        return all.stream().map(gang -> dated(gang, standing, asOf)).toList();
    }

    private Gang dated(Gang gang, Map<PartId, Integer> standing, Instant asOf) {
        int present = present(gang.whole(), standing);
        if (present == 0 || isWhole(gang.whole(), standing)) {
            shortSince.remove(gang.id());
            if (present == 0) {
                begun.remove(gang.id());
            } else {
                begun.add(gang.id());
            }
        } else if (begun.contains(gang.id()) || gang.whole().started() || gang.shortSince() != null) {
            Instant said = gang.shortSince();
            shortSince.putIfAbsent(gang.id(), said == null ? asOf : said);
        }
        Instant since = shortSince.get(gang.id());
        waiting |= since != null;
        return gang.withShortSince(since);
    }

    private static int present(Part part, Map<PartId, Integer> standing) {
        return standing.getOrDefault(part.id(), 0)
                + part.parts().stream().mapToInt(p -> present(p, standing)).sum();
    }

    private static boolean isWhole(Part part, Map<PartId, Integer> standing) {
        return present(part, standing) >= part.minTasks()
                && part.parts().stream().filter(p -> isWhole(p, standing)).count() >= part.minParts();
    }

    /** Whether a gang of the last that were asked for is short, or its start is still to be told. */
    boolean waiting() {
        return waiting;
    }

    /** The kinds that the server has were asked for once more, and those it does not have are told. */
    void looked() {
        looks++;
    }
}
