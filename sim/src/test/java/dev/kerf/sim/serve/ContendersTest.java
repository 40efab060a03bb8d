package dev.kerf.sim.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.use.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What other rules make of the same services. */
class ContendersTest {
    private static final Instant START = Instant.parse("2026-11-02T00:00:00Z");

    private static Track days(int days, float value) {
        float[] values = new float[days * 288];
        Arrays.fill(values, value);
        return Track.of(START, Duration.ofMinutes(5), values);
    }

    private static List<Contenders.Watched> eight(float then) {
        return Collections.nCopies(8, new Contenders.Watched(days(14, 0.25f), days(1, then), 22 / 80.0));
    }

    @Test
    void threeOfThemFitOnACardUnlessAProfileOfMigHasToHoldThem() {
        // By memory 22 × 1.15 = 25.3 of 80 GiB: three a card; of MIG's profiles 3g.40gb, two a card.
        assertThat(Contenders.of(eight(0.25f)).stream().map(o -> o.name() + " " + o.gpus()))
                .containsExactly("VPA-style 3", "KRR-style 3", "Kruize-style 4");
        assertThat(Contenders.of(eight(0.25f))).allMatch(o -> o.violations() == 0);
    }

    @Test
    void whoeverWantsMoreThanItsPartIsCounted() {
        // 0.4 of a GPU is more than the 0.316 of the first two, and less than the half that the profile gives.
        assertThat(Contenders.of(eight(0.4f)).stream().map(Contenders.Outcome::violations))
                .containsExactly(1.0, 1.0, 0.0);
    }
}
