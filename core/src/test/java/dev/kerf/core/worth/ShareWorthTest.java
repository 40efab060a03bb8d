package dev.kerf.core.worth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What parts and remainders of a GPU are worth, on cases that can be worked out by hand. */
class ShareWorthTest {
    /** Parts of 0.6 and 0.4 in equal numbers tile GPUs without rest: together they are worth one. */
    private static final ShareWorth TILING = new ShareWorth(new TreeMap<>(Map.of(600, 0.6, 400, 0.4)));

    @Test
    void aRemainderIsWorthTheDearestPartsThatFit() {
        assertThat(TILING.left(1000)).isEqualTo(1);
        assertThat(TILING.left(600)).isCloseTo(0.6, within(1e-12));
        assertThat(TILING.left(599)).isCloseTo(0.4, within(1e-12));
        assertThat(TILING.left(800)).isCloseTo(0.8, within(1e-12));
        assertThat(TILING.left(399)).isZero();
    }

    @Test
    void aRemainderNothingFitsIsDead() {
        assertThat(TILING.dead(399)).isTrue();
        assertThat(TILING.dead(400)).isFalse();
    }

    @Test
    void anUnexpectedPartIsWorthTheLeastItCanCost() {
        assertThat(TILING.of(100)).isZero();
        assertThat(TILING.of(700)).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void whereNoPartsAreExpectedARemainderIsWorthItsSize() {
        ShareWorth none = new ShareWorth(new TreeMap<>());
        assertThat(none.left(250)).isCloseTo(0.25, within(1e-12));
        assertThat(none.of(250)).isCloseTo(0.25, within(1e-12));
    }
}
