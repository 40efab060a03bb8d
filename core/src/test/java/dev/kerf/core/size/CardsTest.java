package dev.kerf.core.size;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How many cards parts of them take. */
class CardsTest {
    @Test
    void theLargestIsPutOnACardFirst() {
        assertThat(Cards.filled(List.of(300, 600, 400, 700))).isEqualTo(2);
        assertThat(Cards.filled(List.of(333, 333, 333, 333))).isEqualTo(2);
        assertThat(Cards.filled(List.of())).isZero();
    }

    @Test
    void aSumOfPartsIsNoPlace() {
        // 1.8 cards in all, and no two of them fit on one.
        assertThat(Cards.filled(List.of(600, 600, 600))).isEqualTo(3);
    }
}
