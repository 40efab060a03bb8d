package dev.kerf.core.advise.rule;

import static dev.kerf.core.advise.Scenes.gib;
import static dev.kerf.core.advise.Scenes.steady;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Scenes;
import dev.kerf.core.advise.Target;
import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.History;
import dev.kerf.core.use.Lack;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** R03: two GPUs asked, one used. */
class FewerGpusTest {
    private static Scenes two() {
        return new Scenes()
                .node("a", "A100", 4)
                .price("A100", "3.50")
                .running("Deployment/chat", 1, "a", 2)
                .saw("chat-0", Signal.ACTIVITY, steady(8, 0.4))
                .saw("chat-0", Signal.GPU_MEMORY, steady(8, gib(30)));
    }

    /** The same history, in which the second GPU does and holds something else. */
    private record Second(History all, Map<Signal, Track> other) implements History {
        @Override
        public Instant asOf() {
            return all.asOf();
        }

        @Override
        public SortedMap<Seat, Map<Signal, Seen>> of(String namespace, String workload) {
            SortedMap<Seat, Map<Signal, Seen>> changed = new TreeMap<>();
            all.of(namespace, workload).forEach((seat, signals) -> {
                Map<Signal, Seen> own = new EnumMap<>(Signal.class);
                signals.forEach((signal, seen) -> {
                    Track track =
                            seat.device().endsWith("-1") ? other.getOrDefault(signal, seen.track()) : seen.track();
                    own.put(signal, new Seen(signal, track, seen.rung(), seen.attribution(), seen.trust()));
                });
                changed.put(seat, own);
            });
            return changed;
        }

        @Override
        public SortedMap<Gpu, Map<Signal, Seen>> gpus() {
            return all.gpus();
        }

        @Override
        public List<Lack> lacks() {
            return all.lacks();
        }
    }

    private static Advice advised(Scenes scenes, Map<Signal, Track> second) {
        Scene scene = scenes.scene();
        Scene changed = new Scene(
                scene.cluster(),
                new Second(scene.history(), second),
                scene.book(),
                scene.thresholds(),
                scene.policy(),
                1);
        List<Advice> all = new ArrayList<>(dev.kerf.core.advise.Advisor.advise(changed, List.of(new FewerGpus()))
                .advice());
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void theUnusedGpuIsGivenBack() {
        Advice advice = advised(two(), Map.of(Signal.ACTIVITY, steady(8, 0), Signal.GPU_MEMORY, steady(8, gib(0.3))));
        assertThat(advice.clear()).as("stopped by %s", Found.stops(advice)).isTrue();
        assertThat(advice.draft().action())
                .isEqualTo(new Action.Gpus(new Target.OfWorkload("team", "Deployment/chat", "main"), 1));
        assertThat(advice.draft().goal()).isEqualTo("1 GPU instead of 2");
        assertThat(advice.benefit().theoretical()).isEqualTo(1);
    }

    @Test
    void aGpuThatHoldsPartOfTheModelIsNot() {
        Advice advice =
                advised(two(), Map.of(Signal.ACTIVITY, steady(8, 0.001), Signal.GPU_MEMORY, steady(8, gib(30))));
        assertThat(Found.stops(advice)).containsExactly("no-rank-on-others");
    }

    @Test
    void aPhaseOfTheWorkIsWaitedFor() {
        Scenes young = new Scenes()
                .node("a", "A100", 4)
                .price("A100", "3.50")
                .running("Deployment/chat", 1, "a", 2)
                .saw("chat-0", Signal.ACTIVITY, steady(2, 0.4));
        Advice advice = advised(young, Map.of(Signal.ACTIVITY, steady(2, 0)));
        assertThat(Found.stops(advice)).containsExactly("not-intermittent");
    }

    @Test
    void bothInUseAreBothKept() {
        assertThat(Found.in(two(), new FewerGpus()).all()).isEmpty();
    }
}
