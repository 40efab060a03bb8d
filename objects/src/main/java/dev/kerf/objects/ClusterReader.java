package dev.kerf.objects;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.objects.pod.PodDraft;
import dev.kerf.objects.read.Input;
import dev.kerf.objects.read.InputException;
import dev.kerf.objects.read.Warning;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Kubernetes objects, in files or piped in, read into a cluster. */
public final class ClusterReader {
    private ClusterReader() {}

    /**
     * The cluster that the files, directories or standard input ({@code -}) tell of.
     *
     * @throws InputException if there is nothing to be read
     */
    public static ReadResult read(List<String> paths, ReadOptions options, InputStream stdin) {
        Intake intake = new Intake(options);
        new Input(intake::accept, intake.warnings::add).read(paths, stdin);
        if (intake.objects() == 0) {
            throw nothing(paths, intake);
        }
        return result(intake, options);
    }

    private static InputException nothing(List<String> paths, Intake intake) {
        String where = paths.isEmpty() ? "no file" : String.join(", ", paths);
        String why = intake.warnings.stream()
                .findFirst()
                .map(Warning::toString)
                .orElse("give the output of kubectl get nodes,pods -A -o yaml");
        return new InputException("no Kubernetes object found in " + where + ": " + why);
    }

    private static ReadResult result(Intake intake, ReadOptions options) {
        List<PodDraft> pods = new ArrayList<>(intake.pods);
        for (PodDraft pod : intake.owners.missing(intake::hasPod)) {
            if (pod.spec().isFor(options.schedulerName())) {
                pods.add(pod);
            } else {
                intake.skip("Pod (scheduler " + pod.spec().scheduler() + ")");
            }
        }
        Tasks tasks = new Tasks(intake);
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
        Cluster cluster = new Cluster(options.asOf(), intake.nodes, pending, placed, intake.queues);
        noteDaemonSets(intake);
        return new ReadResult(cluster, intake.skipped, List.copyOf(intake.warnings));
    }

    private static void noteDaemonSets(Intake intake) {
        if (intake.skipped.containsKey("DaemonSet") && !intake.owners.hasPodsOf("DaemonSet")) {
            intake.warnings.add(Warning.general(
                    "DaemonSets count by their pods alone, and the input has none of these; add them to the input"));
        }
    }
}
