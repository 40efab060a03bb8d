package dev.kerf.core.snapshot;

import static dev.kerf.core.Given.part;
import static dev.kerf.core.Given.plain;
import static dev.kerf.core.Given.task;
import static dev.kerf.core.Given.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerf.core.Given;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What stands already keeps its cards, or gets them inferred with a word about it. */
class StandingTest {
    private static Placement shared(Task task, String group) {
        return new Placement(task, "n1", List.of(), group, false);
    }

    private static List<Integer> free(Snapshot snapshot) {
        Workspace workspace = new Workspace(snapshot);
        return IntStream.range(0, snapshot.deviceCount())
                .map(workspace::deviceFree)
                .boxed()
                .toList();
    }

    @Test
    void tasksOfOneGroupShareOneCard() {
        Snapshot snapshot = Snapshot.of(new Given()
                .nodes(1, "n", 3)
                .running(shared(part("a", 300), "g1"))
                .running(shared(part("b", 400), "g1"))
                .running(shared(part("c", 500), "g2"))
                .cluster());
        assertThat(free(snapshot)).containsExactlyInAnyOrder(300, 500, 1000);
        assertThat(snapshot.warnings()).isEmpty();
    }

    @Test
    void aTaskOnSeveralCardsSharesEachWithItsGroup() {
        Task both = task("both", new GpuNeed.Fraction(200, 2));
        Snapshot snapshot = Snapshot.of(new Given()
                .nodes(1, "n", 3)
                .running(shared(both, "g2,g1"))
                .running(shared(part("a", 300), "g1"))
                .running(shared(part("b", 400), "g2"))
                .cluster());
        assertThat(free(snapshot)).containsExactlyInAnyOrder(500, 400, 1000);
        assertThat(snapshot.warnings()).isEmpty();
    }

    @Test
    void aCardIsKnownByItsGroupWhateverItsNumber() {
        Snapshot snapshot = Snapshot.of(new Given()
                .nodes(1, "n", 3)
                .running(shared(part("a", 300), "g1"))
                .running(shared(part("b", 500), "g2"))
                .running(whole("w", 1), "n1")
                .cluster());
        Workspace workspace = new Workspace(snapshot);
        Map<Integer, String> names = new HashMap<>();
        for (int d = 0; d < 3; d++) {
            names.put(
                    workspace.deviceFree(d), String.valueOf(snapshot.standing().card("n1", d)));
        }
        assertThat(names).containsExactlyInAnyOrderEntriesOf(Map.of(700, "g1", 500, "g2", 0, "null"));
        assertThat(snapshot.standing().card("elsewhere", 0)).isNull();
    }

    @Test
    void wholeTasksTakeTheOtherCards() {
        Snapshot snapshot = Snapshot.of(new Given()
                .nodes(1, "n", 3)
                .running(whole("w", 2), "n1")
                .running(shared(part("a", 300), "g1"))
                .cluster());
        assertThat(free(snapshot)).containsExactlyInAnyOrder(0, 0, 700);
    }

    @Test
    void aLonePartIsInferredWhereItFitsTightestAndAWarningSaysSo() {
        Snapshot snapshot = Snapshot.of(new Given()
                .nodes(1, "n", 2)
                .running(part("a", 600), "n1")
                .running(part("b", 300), "n1")
                .cluster());
        assertThat(free(snapshot)).containsExactlyInAnyOrder(100, 1000);
        assertThat(snapshot.warnings())
                .contains("pod team/b does not say which card it shares; device 0 of node n1 is inferred");
    }

    @Test
    void anOvercommittedNodeIsHeldFull() {
        Snapshot snapshot = Snapshot.of(new Given()
                .nodes(1, "n", 1)
                .running(whole("a", 1), "n1")
                .running(whole("b", 1), "n1")
                .cluster());
        assertThat(free(snapshot)).containsExactly(0);
        assertThat(snapshot.warnings())
                .containsExactly(
                        "pod team/b holds more GPU than node n1 has left; the books of that node are held full");
    }

    @Test
    void aPodOnAnUnknownNodeIsLeftOutAndTold() {
        Snapshot snapshot = Snapshot.of(
                new Given().nodes(1, "n", 1).running(whole("a", 1), "gone").cluster());
        assertThat(free(snapshot)).containsExactly(1000);
        assertThat(snapshot.warnings())
                .containsExactly("pod team/a stands on node gone, which is not among the nodes; it is left out");
    }

    @Test
    void twoOfOneNameAreRefused() {
        assertThatThrownBy(() ->
                        Snapshot.of(new Given().pending(plain("a"), plain("a")).cluster()))
                .hasMessage("two tasks are named team/a");
        assertThatThrownBy(() -> Snapshot.of(
                        new Given().nodes(1, "n", 0).nodes(1, "n", 0).cluster()))
                .hasMessage("two nodes are named n1");
    }

    @Test
    void moreThanSixtyFourDevicesAreRefused() {
        assertThatThrownBy(() -> Snapshot.of(new Given().nodes(1, "n", 65).cluster()))
                .hasMessage("node n1 has 65 GPUs; at most 64 are supported");
    }
}
