package dev.kerf.core.advise.rule;

import static dev.kerf.core.advise.Scenes.over;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Scenes;
import dev.kerf.core.use.Signal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R02: models that are loaded while nobody asks them. */
class NoTrafficTest {
    /** Asked by day, with pauses of ten minutes, and not at all from 20 to 8 o'clock. */
    private static Scenes byDay(Map<String, String> labels) {
        return new Scenes()
                .node("a", "A100", 4)
                .price("A100", "3.50")
                .running("Deployment/chat", 1, "a", 1)
                .tasks(t -> t.withLabels(labels))
                .saw("chat-0", Signal.REQUESTS, over(Duration.ofDays(7), hour -> asked(hour % 24)));
    }

    private static double asked(double hour) {
        return hour >= 12 || Math.round(hour * 60) % 30 >= 20 ? 0 : 2;
    }

    @Test
    void nightsAreSavedBeyondTheTimeItIsKeptWarm() {
        Advice advice = Found.in(
                        byDay(Map.of("kerf.dev/cold-start-seconds", "40", "kerf.dev/cold-start-allowed-seconds", "60")),
                        new NoTraffic())
                .one();
        assertThat(advice.clear()).as("stopped by %s", Found.stops(advice)).isTrue();
        assertThat(advice.draft().goal()).isEqualTo("no GPU for 11.9 h a day");
        assertThat(advice.draft().decomposition()).containsEntry("kept warm for", "15m");
        assertThat(advice.benefit().theoretical()).isBetween(0.49, 0.5);
        assertThat(advice.benefit().realisable()).isZero();
        assertThat(advice.draft().action().word()).isEqualTo("scale-to-zero");
    }

    @Test
    void callersThatMayNotWaitSoLongStopIt() {
        Advice slow = Found.in(
                        byDay(Map.of(
                                "kerf.dev/cold-start-seconds", "300", "kerf.dev/cold-start-allowed-seconds", "60")),
                        new NoTraffic())
                .one();
        assertThat(Found.stops(slow)).containsExactly("cold-start-allowed");
        assertThat(Found.says(slow, "cold-start-allowed")).isEqualTo("it starts in 300 s, and callers may wait 60 s");
        Advice unknown = Found.in(byDay(Map.of()), new NoTraffic()).one();
        assertThat(Found.stops(unknown)).containsExactly("cold-start-allowed");
    }

    @Test
    void replicasAtAllTimesStopIt() {
        Map<String, String> labels = Map.of(
                "kerf.dev/cold-start-seconds", "40",
                "kerf.dev/cold-start-allowed-seconds", "60",
                "kerf.dev/min-replicas", "1");
        assertThat(Found.stops(Found.in(byDay(labels), new NoTraffic()).one())).containsExactly("min-replicas");
    }

    @Test
    void whatIsAskedAllDayKeepsItsGpu() {
        Scenes busy = new Scenes()
                .node("a", "A100", 4)
                .running("Deployment/chat", 1, "a", 1)
                .saw("chat-0", Signal.REQUESTS, over(Duration.ofDays(7), hour -> 3));
        assertThat(Found.in(busy, new NoTraffic()).all()).isEmpty();
    }
}
