package dev.kerf.sim.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Prices of cuts that can be worked out by hand. */
class CuttingStockTest {
    private static SortedMap<Integer, Double> prices(Map<Integer, Double> shares) {
        return CuttingStock.prices(new TreeMap<>(shares));
    }

    @Test
    void aSizeAloneIsWorthItsPlaceInTheFullestGpu() {
        assertThat(prices(Map.of(300, 5.0)).getOrDefault(300, 0.0)).isCloseTo(1.0 / 3, within(1e-9));
    }

    @Test
    void sizesThatTileShareAWholeGpu() {
        SortedMap<Integer, Double> found = prices(Map.of(600, 10.0, 400, 10.0));
        assertThat(found.getOrDefault(600, 0.0) + found.getOrDefault(400, 0.0)).isCloseTo(1, within(1e-9));
    }

    @Test
    void aSmallShareThatOnlyFillsRemaindersCostsNothing() {
        SortedMap<Integer, Double> found = prices(Map.of(810, 100.0, 190, 1.0));
        assertThat(found.getOrDefault(810, 0.0)).isCloseTo(1, within(1e-9));
        assertThat(found.getOrDefault(190, 0.0)).isCloseTo(0, within(1e-9));
    }

    @Test
    void noSharesNoPrices() {
        assertThat(prices(Map.of())).isEmpty();
    }
}
