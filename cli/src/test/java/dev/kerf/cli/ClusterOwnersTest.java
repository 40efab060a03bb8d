package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.observe.series.Holder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who shares the card that a pod keeps: by its name where its object is not read, by its label where it is. */
class ClusterOwnersTest {
    private static final String OURS = "kerf-resource-reservation";

    private static Placement placed(TaskId id, GpuNeed gpu, @Nullable String group) {
        Task task = Task.of(id, Need.of(Cpu.ofCores(1), Bytes.ofGib(1), gpu));
        return new Placement(task, "a", List.of(), group, false);
    }

    private static Placement part(String pod, String group) {
        return placed(new TaskId("team", pod), new GpuNeed.Fraction(300, 1), group);
    }

    private static ClusterOwners of(Placement... placed) {
        return ClusterOwners.of(new Cluster(Instant.EPOCH, List.of(), List.of(), Arrays.asList(placed), List.of()));
    }

    @Test
    void theNameOfAReservationIsThatOfItsGroup() {
        ClusterOwners owners = of(part("x", "g-1"), part("y", "g-1,h"), part("z", "h"));
        assertThat(owners.sharers(OURS, "gpu-reservation-g-1"))
                .containsExactly(new Holder("team", "x", ""), new Holder("team", "y", ""));
        assertThat(owners.sharers(OURS, "gpu-reservation-h-2"))
                .as("the second that was tried")
                .hasSize(2);
        assertThat(owners.reserves("elsewhere", "gpu-reservation-h")).isTrue();
        assertThat(owners.reserves("team", "x")).isFalse();
        assertThat(owners.sharers("team", "x")).isEmpty();
    }

    @Test
    void whoReservesForNobodyIsKnownByItsNamespace() {
        assertThat(of().reserves("kai-resource-reservation", "gpu-reservation-a-x7k2p"))
                .isTrue();
        assertThat(of().sharers("kai-resource-reservation", "gpu-reservation-a-x7k2p"))
                .isEmpty();
        assertThat(of().reserves("team", "gpu-reservation-a")).isFalse();
    }

    @Test
    void theLabelOfAReservationNamesItsGroup() {
        Placement kai =
                placed(new TaskId("kai-resource-reservation", "gpu-reservation-a-x7k2p"), new GpuNeed.None(), null);
        Task task = kai.task().withLabels(Map.of("runai-gpu-group", "g")).goingWithItsNode();
        Placement keeper = new Placement(task, "a", List.of(), null, false);
        assertThat(of(keeper, part("x", "g"))
                        .sharers(task.id().namespace(), task.id().name()))
                .containsExactly(new Holder("team", "x", ""));
    }
}
