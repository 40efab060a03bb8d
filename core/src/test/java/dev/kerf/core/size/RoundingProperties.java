package dev.kerf.core.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.FirstFit;
import dev.kerf.core.Given;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Slice;
import dev.kerf.core.use.Container;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds of every rounding, and of every proof. */
class RoundingProperties {
    private static Range range(Random random) {
        double least = 50 + random.nextInt(700);
        double target = Math.min(1000, least * (1 + random.nextDouble() / 2));
        return new Range(least, target, target + 100);
    }

    @Property
    void noChoiceIsLessThanWhatItWouldNotDoWithout(@ForAll Random random) {
        Size size = size(random);
        Range fraction = size.fraction();
        Rounding rounding = new Rounding(1 + random.nextInt(100), random.nextDouble());
        List<Integer> choices = rounding.choices(size);
        assertThat(choices.getFirst()).isGreaterThanOrEqualTo((int) fraction.target());
        assertThat(choices).allSatisfy(choice -> {
            assertThat((double) choice).isGreaterThanOrEqualTo(fraction.least());
            assertThat(choice).isBetween(1, 1000);
            assertThat(size.compute().givenUp(choice)).isLessThanOrEqualTo(rounding.givenUp());
        });
    }

    private static Size size(Random random) {
        Range compute = range(random);
        Range byMemory = new Range(300, 300, 400);
        return new Size(
                new Container("team", "Deployment/web", "server"),
                new Range(1, 1, 1),
                new Range(1, Bytes.ofGib(1 + random.nextInt(16)).count(), 1L << 40),
                compute,
                new Range(0, 0, 0),
                byMemory,
                compute.and(byMemory),
                null);
    }

    @Property(tries = 60)
    void inEveryProofAllStandAndNoCardIsGivenTwice(@ForAll Random random) {
        Given given = new Given();
        List<Resize> resizes = new ArrayList<>();
        int nodes = 1 + random.nextInt(3);
        for (int n = 0; n < nodes; n++) {
            int cards = 1 + random.nextInt(4);
            given.node(Given.machine("node-" + n, cards));
            for (int c = 0; c < cards; c++) {
                String name = "task-" + n + "-" + c;
                given.running(Given.whole(name, 1), "node-" + n);
                if (random.nextInt(4) > 0) {
                    resizes.add(new Resize(Given.whole(name, 1).id(), size(random)));
                }
            }
        }
        Cluster cluster = given.cluster();
        Proof proof = JointRounding.prove(cluster, resizes, Rounding.USUAL, FirstFit.POLICY, 1);
        if (proof != null) {
            assertThat(proof.after().placed()).hasSameSizeAs(cluster.placed());
            assertThat(held(proof.after()).values()).allMatch(thousandths -> thousandths <= 1000);
            assertThat(proof.saving().empty())
                    .allSatisfy(node -> assertThat(proof.after().placed())
                            .noneMatch(p -> p.node().equals(node.name())));
            assertThat(proof.thousandths()).hasSize(resizes.size());
        }
    }

    /** What is held of each card by tasks whose cards are known; the others stayed where they were, on whole ones. */
    private static Map<String, Integer> held(Cluster cluster) {
        Map<String, Integer> held = new HashMap<>();
        for (Placement placement : cluster.placed()) {
            for (Slice slice : placement.slices()) {
                held.merge(
                        Objects.requireNonNull(placement.node()) + "/" + slice.device(),
                        slice.share().thousandths(),
                        Integer::sum);
            }
        }
        return held;
    }
}
