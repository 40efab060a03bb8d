package dev.kerf.observe.series;

import static dev.kerf.observe.series.Told.NOTHING;
import static dev.kerf.observe.series.Told.card;
import static dev.kerf.observe.series.Told.container;
import static dev.kerf.observe.series.Told.labels;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.use.Lack;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What can be wrong with a source, and what is said of it. */
class LacksTest {
    private static final String SM = "DCGM_FI_PROF_SM_ACTIVE";
    private static final String UTIL = "DCGM_FI_DEV_GPU_UTIL";
    private static final String MEMORY = "container_memory_working_set_bytes";
    private final Told told = new Told();

    private Told whole() {
        return told.says(SM, card("GPU-1", "a"), 0.5)
                .says(MEMORY, container("a"), 1e9)
                .owner("kube_pod_owner", "namespace", "team", "pod", "a", "owner_kind", "Job", "owner_name", "j");
    }

    private Lack lack(String name) {
        return told.history().lacks().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        name + " is not among " + told.history().lacks()));
    }

    @Test
    void aSourceThatTellsAllLacksNothing() {
        assertThat(whole().history().lacks()).isEmpty();
    }

    @Test
    void aSourceThatTellsNothingLacksAllExporters() {
        assertThat(told.history().lacks())
                .extracting(Lack::name)
                .containsExactly("no-dcgm", "no-kube-state-metrics", "no-cadvisor");
        assertThat(lack("no-dcgm").message()).contains("http://prometheus:9090");
    }

    @Test
    void aLowRungNamesTheHigherOneAndHowToHaveIt() {
        told.says(UTIL, card("GPU-1", "a"), 50);
        assertThat(lack("activity-rung").mend()).contains("kind: ConfigMap", "DCGM_FI_PROF_SM_ACTIVE,");
        assertThat(lack("activity-rung").worth()).isEqualTo(0.4);
    }

    @Test
    void figuresOfNobodyAreNoted() {
        told.says(UTIL, labels("Hostname", "n", "UUID", "GPU-1"), 5);
        assertThat(lack("gpu-unattributed").mend()).contains("DCGM_EXPORTER_KUBERNETES=true");
    }

    @Test
    void gapsAreNoted() {
        whole().says(
                        MEMORY,
                        container("b"),
                        1,
                        NOTHING,
                        NOTHING,
                        NOTHING,
                        NOTHING,
                        NOTHING,
                        NOTHING,
                        NOTHING,
                        NOTHING,
                        1);
        assertThat(lack("gaps").message()).startsWith("78 % of the values");
    }

    @Test
    void anOldNewestValueIsNoted() {
        told.says(MEMORY, container("a"), 1, 1, 1, 1, 1, 1, NOTHING);
        assertThat(lack("stale").message())
                .isEqualTo("the newest value is from 2026-11-30T11:30:00Z, 30 minutes before 2026-11-30T12:00:00Z");
    }

    @Test
    void samplesFromTheFutureAreNoted() {
        whole().later = 3;
        assertThat(lack("clock-skew").message()).isEqualTo("3 samples are from a later time than it is");
    }

    @Test
    void aClockThatIsWrongIsNoted() {
        whole().ahead = Duration.ofMinutes(-5);
        assertThat(lack("clock-skew").message()).isEqualTo("the clock of http://prometheus:9090 is 300 s behind ours");
    }

    @Test
    void partOfAnAnswerIsNoted() {
        whole().warnings.add("store b: unreachable");
        assertThat(lack("partial-answer").message()).endsWith("not all there is: store b: unreachable");
    }

    @Test
    void rareScrapesMakeLongerSteps() {
        whole().perTenMinutes = 2;
        assertThat(lack("coarse-scrape").message()).contains("every 300 s");
        assertThat(told.history().of("team", "Job/j").values().iterator().next().values())
                .allMatch(seen -> seen.track().step().equals(Duration.ofMinutes(10)));
    }
}
