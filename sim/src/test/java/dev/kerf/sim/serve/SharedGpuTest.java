package dev.kerf.sim.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kerf.core.model.Bytes;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long callers wait on GPUs of their own and on shared ones. */
class SharedGpuTest {
    private static Service steady(double busy) {
        return new Service("s", Collections.nCopies(Service.CYCLE, busy), 0.05, Bytes.ofGib(20));
    }

    @Test
    void aloneTheyWaitAsPollaczekAndKhinchineSay() {
        // Erlang-4: E[s²] = s² (1 + 1/4); mean wait = λ E[s²] / 2(1 − ρ), and the request itself, and the way
        double rho = 0.5;
        double mean = rho / 0.05 * 0.05 * 0.05 * 1.25 / (2 * (1 - rho)) + 0.05 + 0.005;
        SharedGpu.Waits waits = SharedGpu.day(List.of(steady(rho)), 0, 1, 7);
        assertThat(waits.count()).isCloseTo(864_000, within(10_000));
        assertThat(waits.mean()).isCloseTo(mean, within(mean * 0.03));
    }

    @Test
    void sharingMakesThemWaitLongerAndTakingTurnsBadlyLongerStill() {
        List<Service> three = List.of(steady(0.2), steady(0.2), steady(0.2));
        double alone = SharedGpu.day(List.of(steady(0.2)), 0, 1, 7).quantile(0.99);
        double shared = SharedGpu.day(three, 0, 1, 7).quantile(0.99);
        double worse = SharedGpu.day(three, 0, 0.73, 7).quantile(0.99);
        assertThat(shared).isGreaterThan(alone * 1.3);
        assertThat(worse).isGreaterThan(shared * 1.2);
    }

    @Test
    void theSameSeedIsTheSameDay() {
        List<Service> services = Service.around(2, 3);
        assertThat(SharedGpu.day(services, 0, 0.8, 5).quantile(0.99))
                .isEqualTo(SharedGpu.day(services, 0, 0.8, 5).quantile(0.99));
        assertThat(Service.around(8, 3)).isEqualTo(Service.around(8, 3)).isNotEqualTo(Service.around(8, 4));
    }
}
