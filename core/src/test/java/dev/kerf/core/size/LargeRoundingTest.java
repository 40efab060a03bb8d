package dev.kerf.core.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.FirstFit;
import dev.kerf.core.Given;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.use.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** So many services that amounts are chosen by arithmetic and nodes are closed many at a time. */
class LargeRoundingTest {
    private static final int NODES = 36;
    private static final int CARDS = 8;
    private static final Range NEED = new Range(280, 336, 420);

    private static Size size() {
        Range memory = new Range(316.25, 316.25, 340);
        Range some = new Range(1, 1, 2);
        return new Size(
                new Container("team", "Deployment/chat", "server"),
                some,
                some,
                NEED,
                some,
                memory,
                NEED.and(memory),
                null);
    }

    @Test
    void threeFitOnACardAndTwoThirdsOfTheNodesGo() {
        Given given = new Given();
        List<Resize> resizes = new ArrayList<>();
        for (int n = 0; n < NODES; n++) {
            given.node(Given.machine("n" + n, CARDS));
            for (int c = 0; c < CARDS; c++) {
                String name = "chat-" + n + "-" + c;
                given.running(Given.whole(name, 1), "n" + n);
                resizes.add(new Resize(new TaskId("team", name), size()));
            }
        }
        Proof proof = Objects.requireNonNull(
                JointRounding.prove(given.cluster(), resizes, Rounding.USUAL, FirstFit.POLICY, 1));
        assertThat(proof.thousandths().values()).containsOnly(333);
        assertThat(proof.saving().devices()).isEqualTo(NODES * CARDS * 2 / 3);
        assertThat(proof.saving().empty()).hasSize(NODES * 2 / 3);
        assertThat(proof.explanation())
                .startsWith("0.333 of a GPU each: 96 GPUs on 12 nodes; rounded up to 0.35: 144 GPUs on 18 nodes.");
    }
}
