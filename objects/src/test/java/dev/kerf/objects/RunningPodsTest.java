package dev.kerf.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.Queue;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunningPodsTest {
    private static final Given RUNNING = Given.file("running.yaml");

    @Test
    void podsOnNodesStandThereWhoeverPutThem() {
        assertThat(RUNNING.placedNames()).containsExactly("on-a-card", "on-two-cards", "going");
        assertThat(RUNNING.placed("on-a-card").node()).isEqualTo("n1");
    }

    @Test
    void theCardSharedIsKnownByItsGroup() {
        assertThat(RUNNING.placed("on-a-card").group()).isEqualTo("g-1");
        assertThat(RUNNING.placed("on-two-cards").group()).isEqualTo("g-2,g-3");
        assertThat(RUNNING.placed("going").group()).isNull();
    }

    @Test
    void aLeavingPodHoldsEverythingAndIsRefusedNothing() {
        assertThat(RUNNING.placed("going").leaving()).isTrue();
        assertThat(RUNNING.placed("going").task().refusals()).isEmpty();
        assertThat(RUNNING.placed("on-a-card").leaving()).isFalse();
    }

    @Test
    void whatTakesNoPartIsCountedByKind() {
        assertThat(RUNNING.result().skipped())
                .containsOnly(
                        java.util.Map.entry("ConfigMap", 1),
                        java.util.Map.entry("Job.batch.volcano.sh", 1),
                        java.util.Map.entry("Pod (being deleted)", 1),
                        java.util.Map.entry("Pod (finished)", 2),
                        java.util.Map.entry("Pod (holds a GPU for others)", 1),
                        java.util.Map.entry("Pod (scheduler volcano)", 1),
                        java.util.Map.entry("Queue.scheduling.run.ai", 1));
    }

    @Test
    void pendingPodsTakePartIfTheirSchedulerIsKerfOrTheDefault() {
        assertThat(RUNNING.pendingNames())
                .containsExactly("for-kerf", "for-the-default", "for-anyone", "named-by-server-0", "named-by-server-1");
    }

    @Test
    void aSchedulerNameNarrowsThem() {
        ReadOptions onlyVolcano = new ReadOptions("volcano", Instant.EPOCH);
        Given narrowed = Given.text(Given.content("running.yaml"), onlyVolcano);
        assertThat(narrowed.pendingNames()).containsExactly("for-volcano");
        assertThat(narrowed.placedNames()).isEqualTo(RUNNING.placedNames());
        assertThat(narrowed.result().skipped())
                .containsEntry("Pod (scheduler default-scheduler)", 4)
                .containsEntry("Pod (scheduler kerf)", 1);
    }

    @Test
    void priorityIsStatedElseOfTheClassElseTheClustersDefault() {
        assertThat(RUNNING.pending("for-the-default").priority()).isEqualTo(-7);
        assertThat(RUNNING.pending("for-kerf").priority()).isEqualTo(1000);
        assertThat(RUNNING.pending("named-by-server-0").priority()).isEqualTo(5);
        assertThat(RUNNING.pending("for-anyone").priority()).isEqualTo(5);
        assertThat(RUNNING.warnings())
                .contains("PriorityClass unheard-of is not in the input; its pods count as priority 5");
    }

    @Test
    void theQueueIsThePodsOwnElseItsNamespaces() {
        assertThat(RUNNING.pending("for-kerf").queue()).isEqualTo("own");
        assertThat(RUNNING.pending("for-the-default").queue()).isEqualTo("of-the-namespace");
        assertThat(RUNNING.pending("for-anyone").queue()).isNull();
        assertThat(RUNNING.result().cluster().queues()).containsExactly(Queue.of("own", "company"));
    }

    @Test
    void creationIsKeptAndAbsentMeansTheBeginningOfTime() {
        assertThat(RUNNING.pending("for-kerf").created()).isEqualTo("2026-01-30T08:00:00Z");
        assertThat(RUNNING.pending("for-anyone").created()).isEqualTo(Instant.EPOCH);
        assertThat(RUNNING.result().cluster().asOf()).isEqualTo(Given.OPTIONS.asOf());
    }
}
