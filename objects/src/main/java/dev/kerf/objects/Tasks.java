package dev.kerf.objects;

import dev.kerf.core.model.Constraints;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.PartId;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.model.VolumeAffinity;
import dev.kerf.core.reason.Reason;
import dev.kerf.objects.gang.Gangs;
import dev.kerf.objects.owner.Owners;
import dev.kerf.objects.pod.Member;
import dev.kerf.objects.pod.OwnerRef;
import dev.kerf.objects.pod.PodDraft;
import dev.kerf.objects.pod.PodTerms;
import dev.kerf.objects.terms.Segments;
import dev.kerf.objects.terms.TermsDraft;
import dev.kerf.objects.volume.ClaimStep;
import dev.kerf.objects.volume.Reach;
import dev.kerf.objects.volume.VolumeUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pods made into tasks and placements, now that all objects are known. */
final class Tasks {
    private static final String KAI = "kai-scheduler";
    private static final Set<String> COMING_AGAIN = Set.of("DaemonSet", "Node");
    private final Surroundings known;
    private final Owners owners;
    private final Gangs gangs;
    private final @Nullable String scheduler;

    /** @param scheduler whose pods may be asked to leave; null: Kerf's and the default scheduler's */
    Tasks(Surroundings known, Owners owners, Gangs gangs, @Nullable String scheduler) {
        this.known = known;
        this.owners = owners;
        this.gangs = gangs;
        this.scheduler = scheduler;
    }

    Placement placement(PodDraft pod, PodDraft.Standing standing) {
        Task task = task(pod).withRefusals(List.of());
        boolean stays = task.ofItsNode() || !pod.spec().isFor(scheduler);
        Task bound = stays ? task.withTerms(task.terms().withPreemptible(false)) : task;
        return new Placement(bound, standing.node(), List.of(), standing.group(), standing.since(), standing.goneBy());
    }

    /** Whether it would come again to the same node, so that asking it to leave is of no use. */
    private static boolean isOfItsNode(PodDraft pod) {
        OwnerRef owner = pod.owner();
        return owner != null && COMING_AGAIN.contains(owner.kind());
    }

    Task task(PodDraft pod) {
        List<VolumeAffinity> volumes = new ArrayList<>();
        List<Reason> refusals = new ArrayList<>(pod.spec().refusals());
        for (VolumeUse use : pod.spec().volumes()) {
            switch (known.volumes().reach(use, pod.namespace(), pod.name())) {
                case Reach.Anywhere anywhere -> {}
                case Reach.From from -> volumes.add(from.affinity());
                case Reach.Nowhere nowhere -> refusals.add(nowhere.reason());
            }
        }
        int priority = known.priorities().of(pod.spec());
        TermsDraft terms = terms(pod);
        return new Task(
                new TaskId(pod.namespace(), pod.name()),
                owners.workload(pod),
                pod.labels(),
                pod.spec().need(),
                constraints(pod, volumes),
                priority,
                pod.created(),
                terms.finish(priority),
                refusals,
                part(pod, terms),
                pod.nominated(),
                isOfItsNode(pod));
    }

    /** On what terms the pod is: by its own word, its gang's, its owners' and at last its namespace's. */
    TermsDraft terms(PodDraft pod) {
        TermsDraft own = pod.spec().scheduler().equals(KAI) ? pod.terms().asOfKai() : pod.terms();
        TermsDraft all = own.orElse(above(pod));
        return all.queue() == null ? all.withQueue(known.namespaces().queue(pod.namespace())) : all;
    }

    /** What the pod's gang and its owners say. */
    TermsDraft above(PodDraft pod) {
        Member member = pod.member();
        TermsDraft gang = member == null ? TermsDraft.NONE : gangs.terms(member.object());
        return gang.orElse(owners.terms(pod));
    }

    private static @Nullable PartId part(PodDraft pod, TermsDraft terms) {
        Member member = pod.member();
        Segments segments = terms.segments();
        if (member == null || segments == null) {
            return member == null ? null : member.id();
        }
        int number = segments.number(pod.labels());
        return number < 0 ? member.id() : segments.part(member.id(), number);
    }

    List<ClaimStep> steps(LivePod pod, Node node, Set<String> taken) {
        return known.volumes()
                .steps(pod.volumes(), pod.id().namespace(), pod.id().name(), node, taken);
    }

    /** Pods that were written alike share the very object, by which the planner tells that they are alike. */
    private Constraints constraints(PodDraft pod, List<VolumeAffinity> volumes) {
        Constraints own = pod.spec().constraints();
        if (volumes.isEmpty() && pod.spec().termless()) {
            return own;
        }
        PodTerms terms = new PodTerms(pod, known.namespaces());
        return new Constraints(
                own.selector(),
                own.affinity(),
                own.preferences(),
                own.tolerations(),
                own.gpuModels(),
                volumes,
                own.hostPorts(),
                terms.near(),
                terms.away(),
                terms.wishes(),
                own.spreads());
    }
}
