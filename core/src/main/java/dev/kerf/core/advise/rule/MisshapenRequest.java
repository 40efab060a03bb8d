package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.Observation;
import dev.kerf.core.advise.OneByOne;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.WhatIf;
import dev.kerf.core.advise.Work;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * R27: requests that do not say what is meant: several replicas of one shared card, no CPU or memory beside a GPU, more GPU memory
 * than any card gives to programs.
 */
final class MisshapenRequest implements OneByOne {
    private static final Duration WINDOW = Duration.ofDays(14);
    private static final double CPU = 1.2;
    private static final double MEMORY = 1.15;
    private static final double PART = 0.95;
    private static final double MILLI = 1000;

    @Override
    public Look begin(Scene scene) {
        return new Look() {
            @Override
            public Noted at(Work work) {
                Draft draft = replicas(scene, work);
                draft = draft == null ? silent(scene, work) : draft;
                return draft == null ? Noted.NOTHING : Noted.of(List.of(draft));
            }

            @Override
            public List<Draft> end() {
                return NominalMemory.drafts(scene);
            }
        };
    }

    /** Several GPUs asked where each is a replica of a shared card: more replicas are not more of the card. */
    private static @Nullable Draft replicas(Scene scene, Work work) {
        Machine machine = scene.machine(work.placements().getFirst().node());
        String sharing = machine == null
                ? "none"
                : machine.node().labels().getOrDefault("nvidia.com/gpu.sharing-strategy", "none");
        if (sharing.equals("none") || !(work.gpu() instanceof GpuNeed.Whole whole) || whole.devices() < 2) {
            return null;
        }
        int asked = whole.devices();
        Drafting draft = drafting(work)
                .sees(Observation.fact(
                        "kube_pod_container_resource_requests{resource=\"nvidia_com_gpu\"}", asked, 1, "GPUs"))
                .reckons(
                        "on nodes shared by %s each GPU asked for is a replica: %d of them are turns, not cards"
                                .formatted(sharing, asked),
                        "1 replica instead of " + asked);
        long cards = work.of(Signal.ACTIVITY).keySet().stream()
                .map(Seat::device)
                .distinct()
                .count();
        long pods = work.placements().size();
        draft.guard(
                "one-card-used",
                cards <= pods,
                cards <= pods
                        ? "its pods were seen on one card each"
                        : "its %d pods were seen on %d cards".formatted(pods, cards));
        return draft.changes(WhatIf.asking(needs(work, n -> n.withGpu(new GpuNeed.Whole(1)))))
                .doing(new Action.Gpus(work.target(), 1));
    }

    private static Drafting drafting(Work work) {
        return Drafting.of(Kind.R27, work.target())
                .over(WINDOW)
                .claims(Words.claims(work))
                .risks(0.1, "its pods start anew once");
    }

    /** A GPU, and nothing asked beside it: whoever asks for CPU or memory pushes it aside. */
    private static @Nullable Draft silent(Scene scene, Work work) {
        Need need = work.first().need();
        boolean cpu = need.cpu().milli() == 0;
        boolean memory = need.memory().count() == 0;
        if (work.held() == 0 || (!cpu && !memory)) {
            return null;
        }
        Figures figures = new Figures(work, WINDOW, scene.now());
        double cores = figures.most(Signal.CPU, t -> t.quantile(PART)) * CPU;
        double bytes = figures.most(Signal.MEMORY, Track::max) * MEMORY;
        Cpu asked = cpu && !Double.isNaN(cores) ? new Cpu((long) Math.ceil(cores * MILLI)) : null;
        Bytes room = memory && !Double.isNaN(bytes) ? new Bytes((long) Math.ceil(bytes)) : null;
        Drafting draft = drafting(work)
                .reckons(
                        "q95 CPU × %.1f and max memory × %.2f, where nothing is asked".formatted(CPU, MEMORY),
                        (cpu ? "CPU " + (asked == null ? "not known" : asked) : "")
                                + (cpu && memory ? ", " : "")
                                + (memory ? "memory " + (room == null ? "not known" : room) : ""))
                .sure(work.confidence(cpu ? Signal.CPU : Signal.MEMORY, scene.now()));
        figures.show(draft, Signal.CPU, "quantile_over_time(0.95, ", t -> t.quantile(PART), Double.NaN, "cores");
        figures.show(draft, Signal.MEMORY, "max_over_time", Track::max, Double.NaN, "bytes");
        figures.enough(draft, cpu ? Signal.CPU : Signal.MEMORY, 7, 0.9);
        return draft.changes(WhatIf.asking(needs(work, n -> filled(n, asked, room))))
                .doing(new Action.Requests(work.target(), asked, room));
    }

    private static Need filled(Need need, @Nullable Cpu cpu, @Nullable Bytes memory) {
        return new Need(
                cpu == null ? need.cpu() : cpu,
                memory == null ? need.memory() : memory,
                need.ephemeral(),
                need.extended(),
                need.gpu());
    }

    private static Map<TaskId, Need> needs(Work work, UnaryOperator<Need> change) {
        Map<TaskId, Need> needs = new TreeMap<>();
        work.placements()
                .forEach(p -> needs.put(p.task().id(), change.apply(p.task().need())));
        return needs;
    }
}
