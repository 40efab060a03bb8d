package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.Observation;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Target;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Waiting work that asks for the memory on the box: the driver keeps some of it, so no card ever gives as much. */
final class NominalMemory {
    private static final double NEARLY = 1.1;
    private static final long MIB = 1L << 20;

    private NominalMemory() {}

    static List<Draft> drafts(Scene scene) {
        long most = scene.machines().stream()
                .mapToLong(m -> m.node().gpus().memory().count())
                .max()
                .orElse(0);
        Map<String, Task> found = new TreeMap<>();
        for (Task task : scene.cluster().pending()) {
            if (task.need().gpu() instanceof GpuNeed.Memory memory
                    && memory.perDevice().count() > most) {
                found.putIfAbsent(task.id().namespace() + "/" + task.workload(), task);
            }
        }
        return found.values().stream().map(t -> draft(t, most)).toList();
    }

    private static Draft draft(Task task, long most) {
        long asked = task.need().gpu() instanceof GpuNeed.Memory memory
                ? memory.perDevice().count()
                : 0;
        boolean nearly = asked <= most * NEARLY;
        String manifest = "metadata:\n  annotations:\n    gpu-memory: \"%d\"   # MiB; or ask for a whole GPU\n"
                .formatted(most / MIB);
        return Drafting.of(Kind.R27, new Target.OfWorkload(task.id().namespace(), task.workload()))
                .over(Duration.ZERO)
                .claims(Set.of("workload:" + task.id().namespace() + "/" + task.workload()))
                .sees(Observation.fact("GPU memory asked by " + task.id(), (double) asked, (double) most, "bytes"))
                .reckons(
                        "asked > the most that any card gives to programs",
                        "%s instead of %s".formatted(Words.gib((double) most), Words.gib((double) asked)))
                .risks(0.1, "it has that much less memory")
                .guard(
                        "nearly-fits",
                        nearly,
                        nearly
                                ? "it asks for what is on the box, of which the driver keeps some"
                                : "it asks for far more than any card has: it needs another model")
                .doing(new Action.Manifest("ask %d MiB of GPU memory".formatted(most / MIB), manifest));
    }
}
