package dev.kerf.core.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerf.core.FirstFit;
import dev.kerf.core.Given;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Slice;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.price.Asset;
import dev.kerf.core.price.Money;
import dev.kerf.core.price.Offer;
import dev.kerf.core.price.Price;
import dev.kerf.core.price.PriceBook;
import dev.kerf.core.price.Priced;
import dev.kerf.core.use.Container;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Eight services on eight cards of two nodes, each with 0.28 of a card to do and 22 of 80 GiB. */
class JointRoundingTest {
    private static final Range COMPUTE = new Range(280, 336, 420);
    private static final Range BY_MEMORY = new Range(316.25, 316.25, 340);

    private static Size size(Range compute, Range byMemory) {
        return new Size(
                new Container("team", "Deployment/chat", "server"),
                new Range(1, 1, 2),
                new Range(1L << 30, 1L << 30, 1L << 31),
                compute,
                new Range(0, 0, 0),
                byMemory,
                compute.and(byMemory),
                null);
    }

    private static TaskId service(int number) {
        return new TaskId("team", "chat-" + number);
    }

    private static List<Resize> resizes(Size size) {
        List<Resize> resizes = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            resizes.add(new Resize(service(i), size));
        }
        return resizes;
    }

    private static Given eight() {
        Given given = new Given().node(Given.machine("a", 4)).node(Given.machine("b", 4));
        for (int i = 1; i <= 8; i++) {
            given.running(Given.whole("chat-" + i, 1), i <= 4 ? "a" : "b");
        }
        return given;
    }

    private static Proof proof(Cluster cluster, Size size, Rounding rounding) {
        return Objects.requireNonNull(JointRounding.prove(cluster, resizes(size), rounding, FirstFit.POLICY, 1));
    }

    @Test
    void aThirdOfACardEachNeedsThreeCardsWhere35HundredthsNeedFour() {
        Proof proof = proof(eight().cluster(), size(COMPUTE, BY_MEMORY), Rounding.USUAL);
        assertThat(proof.thousandths().values()).hasSize(8).containsOnly(333);
        assertThat(proof.explanation())
                .isEqualTo("0.333 of a GPU each: 3 GPUs on 1 node; rounded up to 0.35: 4 GPUs on 1 node. "
                        + "Gives up 5 % of the headroom");
        assertThat(proof.givenUp()).isCloseTo(3 / 56.0, Offset.offset(1e-9));
    }

    @Test
    void theTheoryIsFiveCardsAndANodeIsReal() {
        Proof proof = proof(eight().cluster(), size(COMPUTE, BY_MEMORY), Rounding.USUAL);
        assertThat(proof.saving().devices()).isEqualTo(5);
        assertThat(proof.saving().returned()).isEqualTo(4);
        assertThat(proof.saving()).hasToString("5 GPUs in theory, 5.336 asked for less; really node b with 4 GPUs");
    }

    @Test
    void noCardIsGivenTwice() {
        Proof proof = proof(eight().cluster(), size(COMPUTE, BY_MEMORY), Rounding.USUAL);
        int[] cards = new int[4];
        for (Placement placement : proof.after().placed()) {
            assertThat(placement.node()).isEqualTo("a");
            Slice slice = placement.slices().getFirst();
            cards[slice.device()] += slice.share().thousandths();
        }
        assertThat(cards).containsExactlyInAnyOrder(999, 999, 666, 0);
    }

    @Test
    void headroomThatMayNotBeGivenUpIsKept() {
        Proof proof = proof(eight().cluster(), size(COMPUTE, BY_MEMORY), new Rounding(50, 0));
        assertThat(proof.thousandths().values()).containsOnly(350);
        assertThat(proof.saving().devices()).isEqualTo(4);
        assertThat(proof.explanation())
                .isEqualTo("0.35 of a GPU each: 4 GPUs on 1 node; no other rounding needs fewer");
    }

    @Test
    void memoryIsNeverGivenUp() {
        Range memory = new Range(340, 340, 360);
        Proof proof = proof(eight().cluster(), size(COMPUTE, memory), new Rounding(50, 1));
        assertThat(proof.thousandths().values()).containsOnly(350);
    }

    @Test
    void aNodeWhereOtherWorkStandsCannotGo() {
        Cluster cluster = eight().running(Given.plain("web"), "b")
                .running(Given.plain("log"), "a")
                .cluster();
        Saving saving = proof(cluster, size(COMPUTE, BY_MEMORY), Rounding.USUAL).saving();
        assertThat(saving.devices()).isEqualTo(5);
        assertThat(saving)
                .hasToString("5 GPUs in theory, 5.336 asked for less; "
                        + "really none, until work that waits takes them or other work moves");
    }

    @Test
    void whatIsOfItsNodeGoesWithIt() {
        Task ofNode = Given.plain("exporter").withOfItsNode(true);
        Cluster cluster = eight().running(ofNode, "b").cluster();
        assertThat(proof(cluster, size(COMPUTE, BY_MEMORY), Rounding.USUAL)
                        .saving()
                        .returned())
                .isEqualTo(4);
    }

    @Test
    void whatDoesNotFitByItsCpuStaysSpread() {
        Cluster cluster = eight().cluster();
        List<Placement> large = cluster.placed().stream()
                .map(p -> Placement.of(
                        p.task()
                                .withNeed(Need.of(
                                        Cpu.ofCores(8),
                                        Bytes.ofGib(1),
                                        p.task().need().gpu())),
                        p.node()))
                .toList();
        Saving saving = proof(cluster.withTasks(List.of(), large), size(COMPUTE, BY_MEMORY), Rounding.USUAL)
                .saving();
        assertThat(saving.empty()).isEmpty();
        assertThat(saving.devices()).isEqualTo(4);
    }

    @Test
    void savingsHaveAPriceOnlyWhereAllOfThemHave() {
        Saving saving = proof(eight().cluster(), size(COMPUTE, BY_MEMORY), Rounding.USUAL)
                .saving();
        Price.Origin origin = new Price.Origin("on-demand list", "AWS us-east-1", LocalDate.of(2026, 7, 20));
        Price price = new Price(new BigDecimal("27.4471"), 8, "USD", origin);
        PriceBook book = new PriceBook("list", "USD", List.of(new Offer("H100", "", Map.of(), price)));
        assertThat(saving.gain(book)).isEqualTo(new Gain.Known(new Money(1715, "USD"), new Money(1372, "USD")));
        Priced.Unknown unknown = new Priced.Unknown(Asset.of(Given.machine("b", 4)));
        assertThat(saving.gain(new PriceBook("empty", "USD", List.of()))).isEqualTo(new Gain.Unknown(List.of(unknown)));
    }

    @Test
    void onlyARunningTaskOfOneGpuCanAskForAPart() {
        Cluster cluster = new Given()
                .node(Given.machine("a", 4))
                .running(Given.whole("chat-1", 2), "a")
                .cluster();
        List<Resize> one = List.of(new Resize(service(1), size(COMPUTE, BY_MEMORY)));
        assertThatThrownBy(() -> JointRounding.prove(cluster, one, Rounding.USUAL, FirstFit.POLICY, 1))
                .hasMessage("team/chat-1 does not run on one GPU, so it cannot ask for a part of one");
    }

    @Test
    void whatTheClusterHasNoPlaceForIsNoProof() {
        Cluster cluster = new Given()
                .node(Given.machine("a", 1).cordon())
                .running(Given.whole("chat-1", 1), "a")
                .cluster();
        List<Resize> one = List.of(new Resize(service(1), size(COMPUTE, BY_MEMORY)));
        assertThat(JointRounding.prove(cluster, one, Rounding.USUAL, FirstFit.POLICY, 1))
                .isNull();
    }
}
