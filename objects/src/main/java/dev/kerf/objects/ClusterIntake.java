package dev.kerf.objects;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Gang;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.objects.gang.Roll;
import dev.kerf.objects.pod.Member;
import dev.kerf.objects.pod.PodDraft;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.Warning;
import java.util.ArrayList;
import java.util.List;

/** Objects taken in one by one, and the cluster they make. */
public final class ClusterIntake {
    private final ReadOptions options;
    private final Intake intake;

    public ClusterIntake(ReadOptions options) {
        this.options = options;
        this.intake = new Intake(options);
    }

    /** Takes an object in; what is wrong with it becomes a warning of the result. */
    public void accept(Item item) {
        intake.accept(item);
    }

    /** Notes something wrong with the input itself. */
    public void warn(Warning warning) {
        intake.warnings.add(warning);
    }

    /** How many objects were taken in, of whatever kind. */
    int objects() {
        return intake.objects();
    }

    /** The first thing that was wrong so far, or what to say where nothing was. */
    String firstWarning(String otherwise) {
        return intake.warnings.stream().findFirst().map(Warning::toString).orElse(otherwise);
    }

    /** The cluster of all that was taken in. */
    public ReadResult result() {
        List<PodDraft> pods = new ArrayList<>(intake.pods);
        for (PodDraft pod : intake.owners.missing(intake::hasPod)) {
            if (intake.takesPart(pod)) {
                pods.add(pod);
            } else {
                intake.leaveOut(
                        pod.namespace(), pod.name(), "scheduler " + pod.spec().scheduler());
            }
        }
        Tasks tasks = new Tasks(intake.surroundings, intake.owners, intake.gangs, options.schedulerName());
        List<Task> pending = new ArrayList<>();
        List<Placement> placed = new ArrayList<>();
        for (PodDraft pod : pods) {
            PodDraft.Standing standing = pod.standing();
            if (standing == null) {
                pending.add(tasks.task(pod));
            } else {
                placed.add(tasks.placement(pod, standing));
            }
        }
        List<Gang> gangs = gangs(pods, tasks);
        Cluster cluster =
                intake.charter.in(new Cluster(options.asOf(), intake.nodes, pending, placed, List.of(), gangs));
        noteDaemonSets();
        intake.charter.queues().warnings().forEach(this::warn);
        return new ReadResult(
                cluster,
                intake.skipped,
                List.copyOf(intake.warnings),
                intake.absent,
                intake.charter.queues().conditions(),
                intake.policies);
    }

    /** Pods whose maker is not in the input go alone if nothing of its kind is: then it was not asked for. */
    private List<Gang> gangs(List<PodDraft> pods, Tasks tasks) {
        Roll roll = new Roll(intake.succeeded);
        for (PodDraft pod : pods) {
            Member member = pod.member();
            if (member != null) {
                roll.add(member, pod.terms(), tasks.above(pod), pod.labels());
                roll.owned(member, intake.owners.terms(pod));
            }
        }
        intake.gangs.idle(roll.members()).forEach(kind -> intake.skip(kind + " (without pods)"));
        return intake.gangs.of(roll, member -> {
            boolean alone = !member.stated() && (member.kind().equals("Job") || intake.gangs.isEmpty(member.kind()));
            if (alone && !member.kind().equals("Job")) {
                warn(Warning.general("the input has no " + member.kind()
                        + " object, so its pods are planned one by one; add it to the input"));
            }
            return alone;
        });
    }

    private void noteDaemonSets() {
        if (intake.skipped.containsKey("DaemonSet") && !intake.owners.hasPodsOf("DaemonSet")) {
            warn(Warning.general(
                    "DaemonSets count by their pods alone, and the input has none of these; add them to the input"));
        }
    }
}
