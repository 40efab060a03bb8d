package dev.kerf.objects.gang;

import dev.kerf.objects.read.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The training jobs of kubeflow.org. One starts with {@code runPolicy.schedulingPolicy.minAvailable} pods, a PyTorchJob
 * with {@code elasticPolicy.minReplicas} workers, and else with all replicas; the one that leads them (master, chief,
 * launcher) must be among them.
 */
final class TrainingJobs {
    private static final Set<String> LEADING = Set.of("master", "chief", "launcher");
    private static final Map<String, String> REPLICAS = Map.of(
            "PyTorchJob", "pytorchReplicaSpecs",
            "TFJob", "tfReplicaSpecs",
            "XGBoostJob", "xgbReplicaSpecs",
            "JAXJob", "jaxReplicaSpecs",
            "PaddleJob", "paddleReplicaSpecs",
            "MPIJob", "mpiReplicaSpecs");

    private TrainingJobs() {}

    static GangDraft read(GangForm form, String kind) {
        Field specs = form.spec().get(REPLICAS.getOrDefault(kind, ""));
        List<PartDraft> all = new ArrayList<>();
        specs.entries()
                .forEach((role, spec) -> all.add(
                        PartDraft.of(role.toLowerCase(Locale.ROOT), GangForm.count(spec.get("replicas"), 1, 0))));
        if (launcherComesLater(form)) {
            all.removeIf(p -> p.name().equals("launcher"));
        }
        int replicas = all.stream().mapToInt(PartDraft::minTasks).sum();
        if (replicas == 0) {
            specs.wrong("asks for no pods at all");
        }
        Field available = available(form);
        if (available.present()) {
            int min = GangForm.count(available, replicas, 1);
            if (min > replicas) {
                available.wrong("“" + min + "” is more than the " + replicas + " replicas");
            }
            return form.parts(min, all.stream().map(p -> leading(p)).toList());
        }
        return form.draft(GangDraft.Form.TOGETHER, PartDraft.all("", elastic(form, all)), true, null);
    }

    private static Field available(GangForm form) {
        Field run = form.spec().at("runPolicy", "schedulingPolicy", "minAvailable");
        return run.present() ? run : form.spec().at("schedulingPolicy", "minAvailable");
    }

    private static PartDraft leading(PartDraft part) {
        return PartDraft.of(part.name(), LEADING.contains(part.name()) ? part.minTasks() : 0);
    }

    private static List<PartDraft> elastic(GangForm form, List<PartDraft> all) {
        Field least = form.spec().at("elasticPolicy", "minReplicas");
        if (!least.present()) {
            return all;
        }
        return all.stream()
                .map(p -> p.name().equals("worker") ? PartDraft.of("worker", atMost(least, p.minTasks())) : p)
                .toList();
    }

    private static int atMost(Field least, int workers) {
        int min = GangForm.count(least, workers, 1);
        if (min > workers) {
            least.wrong("“" + min + "” is more than the " + workers + " workers");
        }
        return min;
    }

    private static boolean launcherComesLater(GangForm form) {
        return form.spec().get("launcherCreationPolicy").text().equals("WaitForWorkersReady");
    }
}
