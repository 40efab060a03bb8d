package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kerf simulate openb} keeps its contract on a trace of two nodes and four pods. */
class SimulateCommandTest {
    private static final String NODES = """
            sn,cpu_milli,memory_mib,gpu,model
            n0,16000,65536,2,T4
            n1,16000,65536,2,G2
            """;
    private static final String PODS = """
            name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec
            p0,1000,1024,1,500,
            p1,1000,1024,1,1000,T4
            p2,1000,1024,2,1000,
            p3,1000,1024,0,0,
            """;
    private static final String ORDER = "# made by hand\n42,pods,0 1 2 3 0\n42,noderank,1 0\n";

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void aSmallTrace() throws Exception {
        write("nodes.csv", NODES);
        write("pods.csv", PODS);
        write("order.csv", ORDER);
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    private Kerf simulate(String... more) {
        String[] args = {
            "simulate", "openb", "--nodes", path("nodes.csv"), "--pods", path("pods.csv"), "--order", path("order.csv")
        };
        String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return Kerf.run(all);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void refuses(String sentence, String... more) {
        Kerf run = simulate(more);
        assertThat(run.err()).startsWith("kerf: ").contains(sentence);
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void csvHasARowForEachPercent() {
        Kerf run = simulate("--policy", "kerf", "-o", "csv");
        assertThat(run.code()).isZero();
        assertThat(run.out().lines()).hasSize(132).startsWith("arrived_percent,allocated_gpu_percent", "0,0.00");
    }

    @Test
    void jsonHasTheAgreedFields() {
        assertThat(simulate("--policy", "fgd", "-o", "json").out())
                .contains("\"policy\" : \"fgd\"", "\"seed\" : 42", "\"curve\" : ", "\"at100\" : ", "\"at130\" : ")
                .contains("\"at100_gpus\" : ", "\"at130_gpus\" : ", "\"certified\" : true", "\"cpu\" : 0")
                .contains("\"first_failure_percent\" : ", "\"placements\" : ", "\"placements_per_s\" : ")
                .contains("\"peak_rss_bytes\" : ");
    }

    @Test
    void aTableShowsTheOptimumBesideTheResult() {
        assertThat(simulate().out())
                .contains("ARRIVED   ALLOCATED")
                .contains("OPTIMUM")
                .contains("GPUs not allocated");
    }

    @Test
    void aPolicyNobodyKnowsIsRefused() {
        refuses("there is no policy \"best\"; take one of kerf, kerf-learning, fgd", "--policy", "best");
    }

    @Test
    void aSeedWithoutOrderIsRefused() {
        refuses("has no order for seed 7; it has [42]", "--seed", "7");
    }

    @Test
    void anOrderOfAnotherListIsRefused() throws Exception {
        write("order.csv", "42,pods,0 9\n42,noderank,1 0\n");
        refuses("speaks of pod number 9 for seed 42, the pod list has 4");
    }

    @Test
    void aMissingColumnIsNamed() throws Exception {
        write("nodes.csv", NODES.replace("gpu,", "gpus,"));
        refuses("nodes.csv:2: the file has no column gpu; its columns are sn,cpu_milli,memory_mib,gpus,model");
    }

    @Test
    void whatIsNoNumberIsNamedWithItsLine() throws Exception {
        write("pods.csv", PODS.replace("p1,1000", "p1,NaN"));
        refuses("pods.csv:3: cpu_milli is \"NaN\", which is no whole number");
    }

    @Test
    void aNegativeAmountIsRefused() throws Exception {
        write("pods.csv", PODS.replace("p1,1000", "p1,-5"));
        refuses("pods.csv:3: cpu_milli is -5; it must be between 0 and");
    }

    @Test
    void aNameThatStandsTwiceIsRefused() throws Exception {
        write("pods.csv", PODS.replace("p2,", "p1,"));
        refuses("pods.csv:4: p1 stands in the file twice");
    }

    @Test
    void partsOfSeveralGpusAreRefused() throws Exception {
        write("pods.csv", PODS.replace("2,1000,", "2,300,"));
        refuses("only a pod with one GPU may ask for a part of it");
    }

    @Test
    void aFileThatIsNotThereIsNamed() throws Exception {
        Files.delete(folder.resolve("nodes.csv"));
        refuses("nodes.csv: cannot be read: there is no such file");
    }
}
