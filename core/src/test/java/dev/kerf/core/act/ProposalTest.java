package dev.kerf.core.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Benefit;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.Target;
import dev.kerf.core.price.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an advice says of itself when it is proposed to be done. */
class ProposalTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private static @Nullable Long dayCents(Kind kind, @Nullable Money theory, @Nullable Money real) {
        Draft draft = Drafting.of(kind, new Target.OfNode("old-1")).doing(new Action.Drain("old-1", List.of()));
        Benefit benefit = new Benefit(0, 4, List.of("old-1"), List.of(), true, theory, real, List.of(), theory);
        return Proposal.of(new Advice(draft, benefit, List.of(), NOW, List.of(), ""), 1, NOW)
                .dayCents();
    }

    private static Money hour(long cents) {
        return new Money(cents, "USD");
    }

    @Test
    void workThatMakesWayForANodesEndSavesTheNode() {
        assertThat(dayCents(Kind.R14, hour(0), hour(435))).isEqualTo(435 * 24);
    }

    @Test
    void partsThatNobodyCanGiveBackYetSaveWhatTheyDoInTheory() {
        assertThat(dayCents(Kind.R14, hour(100), hour(0))).isEqualTo(100 * 24);
    }

    @Test
    void withoutAPriceNobodyKnowsWhatItSaves() {
        assertThat(dayCents(Kind.R14, null, null)).isNull();
    }

    @Test
    void anUnhealthyGpuIsNotLeftWhereItIsSinceThatSavesNothing() {
        assertThat(dayCents(Kind.R20, hour(0), hour(0))).isNull();
    }
}
