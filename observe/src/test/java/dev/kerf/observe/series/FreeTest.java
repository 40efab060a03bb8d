package dev.kerf.observe.series;

import static dev.kerf.observe.series.Told.NOTHING;
import static dev.kerf.observe.series.Told.labels;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What kube-state-metrics tells of nodes and pods, and what is free of a node by it. */
class FreeTest {
    private static final String HAS = "kube_node_status_allocatable";
    private static final String ASKED = "kube_pod_container_resource_requests";
    private final Told told = new Told().says("kube_pod_status_phase", labels("pod", "web-1", "phase", "Running"), 1);

    private FreeTest node(String name, double gpus, double cores) {
        told.says(HAS, labels("node", name, "resource", "nvidia_com_gpu"), gpus);
        told.says(HAS, labels("node", name, "resource", "cpu"), cores);
        return this;
    }

    private Map<String, Map<Signal, Seen>> nodes() {
        return told.history().nodes(Duration.ofDays(1));
    }

    private Track track(String node, Signal signal) {
        Map<Signal, Seen> all = Objects.requireNonNull(nodes().get(node));
        return Objects.requireNonNull(all.get(signal)).track();
    }

    @Test
    void whatPodsAskForIsNotFree() {
        node("a", 8, 96);
        told.says(ASKED, labels("node", "a", "resource", "nvidia_com_gpu"), 2, 5);
        told.says(ASKED, labels("node", "a", "resource", "cpu"), 90.5);
        assertThat(track("a", Signal.FREE_GPUS).value(0)).isEqualTo(6);
        assertThat(track("a", Signal.FREE_GPUS).value(1)).isEqualTo(3);
        assertThat(track("a", Signal.FREE_CPU).max()).isEqualTo(5.5);
    }

    @Test
    void aNodeWithoutPodsIsFreeWhileOthersAreToldOf() {
        node("a", 8, 96).node("b", 4, 48);
        told.says(ASKED, labels("node", "a", "resource", "cpu"), 90);
        assertThat(track("b", Signal.FREE_GPUS).min()).isEqualTo(4);
    }

    @Test
    void whileNoPodIsToldOfNothingIsKnownToBeFree() {
        node("a", 8, 96);
        told.says(ASKED, labels("node", "a", "resource", "cpu"), 90, NOTHING, NOTHING, 90);
        assertThat(track("a", Signal.FREE_GPUS).count()).isEqualTo(10);
        assertThat(track("a", Signal.FREE_GPUS).value(1)).isNaN();
    }

    @Test
    void moreAskedThanThereIsLeavesNothing() {
        node("a", 8, 96);
        told.says(ASKED, labels("node", "a", "resource", "cpu"), 100);
        assertThat(track("a", Signal.FREE_CPU).max()).isZero();
    }

    @Test
    void whereTheTargetsLabelsComeFirstTheExportersOwnNodeIsNotTheNode() {
        told.says(HAS, labels("node", "infra", "exported_node", "a", "resource", "nvidia_com_gpu"), 8);
        told.says(ASKED, labels("node", "infra", "exported_node", "a", "resource", "nvidia_com_gpu"), 1);
        assertThat(nodes()).containsOnlyKeys("a");
        assertThat(track("a", Signal.FREE_GPUS).max()).isEqualTo(7);
    }

    @Test
    void nodesWithoutGpusAndPodsWithoutANodeAreLeftOut() {
        told.says(HAS, labels("node", "plain", "resource", "cpu"), 8);
        told.says(ASKED, labels("resource", "nvidia_com_gpu"), 1);
        assertThat(nodes()).isEmpty();
    }

    @Test
    void whereThePhaseOfPodsIsNotToldNothingIsAsked() {
        Told less = new Told().says(HAS, labels("node", "a", "resource", "nvidia_com_gpu"), 8);
        less.says(ASKED, labels("node", "a", "resource", "nvidia_com_gpu"), 1);
        assertThat(less.history().nodes(Duration.ofDays(1))).isEmpty();
    }
}
