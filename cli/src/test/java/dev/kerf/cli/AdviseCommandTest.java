package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kerf top} and {@code kerf advise} on a cluster of which two weeks were measured. */
class AdviseCommandTest {
    private static final String IDLE = "R01-default-StatefulSet-paper";

    @SuppressWarnings("NullAway.Init") // begun before all
    private static Measured measured;

    @BeforeAll
    static void begin() throws IOException {
        measured = Measured.cluster();
    }

    @AfterAll
    static void end() {
        measured.close();
    }

    @Test
    void topTellsWhoHoldsGpusAndSinceWhenTheyAreIdle() {
        Kerf run = measured.run("top");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines().toList().get(1))
                .contains("StatefulSet/paper", "0.1 %", "9.0 GiB", "SM_ACTIVE", "3.67 USD");
        assertThat(run.out().lines().toList().get(1)).containsPattern("1[345]d");
        assertThat(run.out()).containsPattern("StatefulSet/busy .* 80.0 % .* - ");
        assertThat(run.out().lines().toList().get(2)).doesNotContain("13d", "14d", "15d");
    }

    @Test
    void theListNamesAdviceAndWhatStopsIt() {
        Kerf run = measured.run("advise");
        assertThat(run.code()).as(run.err()).isZero();
        // The pods began a moment ago, whatever was measured before.
        assertThat(run.out()).contains(IDLE, "1 GPU given back", "old-enough");
    }

    @Test
    void oneIsShownInFull() {
        Kerf run = measured.run("advise", "show", IDLE);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("stop default/StatefulSet/paper")
                .contains("max_over_time(DCGM_FI_PROF_SM_ACTIVE{namespace=\"default\",pod=\"paper-0\"}[120m])")
                .contains("STOP  old-enough")
                .contains("pass  kernels-idle")
                .contains("replicas: 0");
    }

    @Test
    void jsonHasTheShapeOfTheCatalogue() {
        Kerf run = measured.run("advise", "-o", "json");
        assertThat(run.out())
                .contains("\"id\" : \"" + IDLE + "\"", "\"type\" : \"R01\"", "\"owner\" : \"StatefulSet/paper\"")
                .contains("\"evidence\"", "\"query\"", "\"coverage\"", "\"method\"", "\"decomposition\"")
                .contains("\"theoretical_gpus\" : 1.0", "\"price_basis\"", "\"per_month\"", "\"guards\"", "\"expiry\"")
                .contains("\"kind\" : \"scale\"", "\"reversible\" : true");
    }

    @Test
    void aPageForManagers() {
        Kerf run = measured.run("advise", "-o", "html");
        assertThat(run.out())
                .contains("<title>Kerf: what could be saved</title>", "4 GPUs are held, ", "<svg class=\"track\"");
    }

    @Test
    void whatIsNotThereIsNamed() {
        Kerf none = measured.run("advise", "show", "R99-nothing");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("there is no advice R99-nothing; kerf advise -o name lists what there is");
        Kerf nobody = Kerf.run("top", "--kubeconfig", measured.kubeconfig().toString());
        assertThat(nobody.code()).isEqualTo(2);
        assertThat(nobody.err()).contains("nobody is named who measures the cluster; give --prometheus URL");
    }

    @Test
    void aPrometheusThatDoesNotAnswerIsNamed() {
        Kerf away = Kerf.run(
                "advise", "--kubeconfig", measured.kubeconfig().toString(), "--prometheus", "http://127.0.0.1:1");
        assertThat(away.code()).isEqualTo(3);
        assertThat(away.err()).contains("http://127.0.0.1:1/");
    }

    @Test
    void whatIsKeptIsReadWithoutAskingAnybody(@TempDir Path folder) {
        String store = folder.resolve("use.duckdb").toString();
        String kubeconfig = measured.kubeconfig().toString();
        Kerf first = Kerf.run("advise", "--kubeconfig", kubeconfig, "--store", store);
        assertThat(first.code()).isEqualTo(2);
        assertThat(first.err()).contains(store + " holds nothing; give --prometheus URL");
        Kerf asked = measured.run("advise", "-o", "name", "--store", store);
        assertThat(asked.code()).as(asked.err()).isZero();
        assertThat(asked.out()).contains(IDLE);
        Kerf read = Kerf.run("advise", "-o", "name", "--kubeconfig", kubeconfig, "--store", store);
        assertThat(read.out()).as(read.err()).isEqualTo(asked.out());
        Kerf top = Kerf.run("top", "--kubeconfig", kubeconfig, "--store", store);
        assertThat(top.out()).as(top.err()).containsPattern("StatefulSet/busy .* 80.0 % ");
    }

    @Test
    void aStoreThatCannotBeUsedIsNamedWithoutItsPassword() {
        Kerf away = measured.run("advise", "--store", "postgresql://kerf:spruce@127.0.0.1:1/use");
        assertThat(away.code()).as("a server that cannot be reached").isEqualTo(3);
        assertThat(away.err())
                .isEqualTo(
                        "kerf: postgresql://kerf@127.0.0.1:1/use does not answer (Connection refused); does it run, and"
                                + " can it be reached from here?\n");
        Kerf none = measured.run("advise", "--store", "postgresql://kerf:spruce@127.0.0.1");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("is no address of a database").doesNotContain("spruce");
    }
}
