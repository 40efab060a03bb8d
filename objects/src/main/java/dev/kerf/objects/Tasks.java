package dev.kerf.objects;

import dev.kerf.core.model.Constraints;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.model.Terms;
import dev.kerf.core.model.VolumeAffinity;
import dev.kerf.core.reason.Reason;
import dev.kerf.objects.owner.Owners;
import dev.kerf.objects.pod.PodDraft;
import dev.kerf.objects.pod.PodTerms;
import dev.kerf.objects.pod.QueueLabels;
import dev.kerf.objects.volume.ClaimStep;
import dev.kerf.objects.volume.Reach;
import dev.kerf.objects.volume.VolumeUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pods made into tasks and placements, now that all objects are known. */
final class Tasks {
    private final Surroundings known;
    private final Owners owners;

    Tasks(Surroundings known, Owners owners) {
        this.known = known;
        this.owners = owners;
    }

    Placement placement(PodDraft pod, PodDraft.Standing standing) {
        Task task = task(pod).withRefusals(List.of());
        return new Placement(task, standing.node(), List.of(), standing.group(), standing.leaving());
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
        return new Task(
                new TaskId(pod.namespace(), pod.name()),
                owners.workload(pod),
                pod.labels(),
                pod.spec().need(),
                constraints(pod, volumes),
                known.priorities().of(pod.spec()),
                pod.created(),
                Terms.of(queue(pod)),
                refusals,
                pod.member() == null ? null : pod.member().id(),
                null);
    }

    List<ClaimStep> steps(LivePod pod, Node node, Set<String> taken) {
        return known.volumes()
                .steps(pod.volumes(), pod.id().namespace(), pod.id().name(), node, taken);
    }

    private Constraints constraints(PodDraft pod, List<VolumeAffinity> volumes) {
        Constraints own = pod.spec().constraints();
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

    private @Nullable String queue(PodDraft pod) {
        String own = QueueLabels.queue(pod.labels());
        String owner = own == null ? owners.queue(pod) : own;
        return owner == null ? known.namespaces().queue(pod.namespace()) : owner;
    }
}
