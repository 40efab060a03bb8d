package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code kerf demo} compares, concludes and leaves a report. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoCommandTest {
    private final CommandLine kerf = Main.commandLine();
    private final StringWriter out = new StringWriter();
    private Path folder = Path.of("");
    private int code;

    /** One comparison is told in both forms. */
    @BeforeAll
    void compare(@TempDir Path made) {
        folder = made;
        code = kerf.setOut(new PrintWriter(out, true)).execute("demo", "--report", report().toString());
    }

    private Path report() {
        return folder.resolve("demo.html");
    }

    @Test
    void eightGpusBecomeThreeOnOneNode() {
        assertThat(code).as(out.toString()).isZero();
        assertThat(out.toString())
                .containsPattern("GPUs held +8 +3")
                .containsPattern("nodes +2 +1")
                .containsPattern("out of memory +0 +0")
                .containsPattern("work that waited +waits +runs")
                .containsPattern(
                        "ACTED     under every guard, one after the other, [1-9][0-9]+ lines of audit log, whose chain holds")
                .contains("0.333 of a GPU each: 3 GPUs on 1 node; rounded up to 0.35: 4 GPUs on 1 node.")
                .contains(
                        "R01-team-StatefulSet-paper",
                        "R03-team-Deployment-vision",
                        "R14-node-old-1",
                        "R16-team-Deployment-tune");
    }

    /** Made anew with smaller parts, the eight may all come to one node by themselves; where one is left, it is drained. */
    @Test
    void aNodeThatIsDrainedIsCountedOnce() {
        Set<String> drained = found("(?m)^ +(R15-node-inf-[12]) ");
        assertThat(found("counted once: (R15-node-inf-[12]) ends what the smaller parts were proven to free"))
                .isEqualTo(drained);
    }

    private Set<String> found(String pattern) {
        return Pattern.compile(pattern)
                .matcher(out.toString())
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void kerfAllocatesTheMostAndTheReportsAreWritten() throws Exception {
        assertThat(out.toString())
                .contains("offline optimum", "kerf puts ", "more GPUs to work than")
                .contains("Reports: " + report());
        assertThat(Files.readString(report())).contains("What came of it", "12 GPUs are held, 6 of them need not be.");
        assertThat(Files.readString(folder.resolve("demo-placement.html"))).contains("A made-up fleet of 300 nodes");
    }

    @Test
    void jsonHasTheFiguresOfTheLoopAndOneContenderAPolicy() {
        DemoCommand demo = java.util.Objects.requireNonNull(
                        kerf.getSubcommands().get("demo"))
                .getCommand();
        assertThat(demo.found(DemoCommand.Output.json))
                .singleElement()
                .asString()
                .contains("\"gpus_before\" : 8", "\"gpus_after\" : 3", "\"nodes_before\" : 2", "\"nodes_after\" : 1")
                .contains("\"oom\" : 0", "\"slo_ms\" : 1000.0", "\"price_per_hour_before\" : 29.38")
                .contains("\"price_per_hour_after\" : 14.69", "\"name\" : \"Kruize-style\"", "\"violations\"")
                .contains("\"gpus\" : 1533.0", "\"bound_certified\" : true", "\"kept\" : true")
                .contains("\"name\" : \"kerf\"", "\"name\" : \"fgd\"", "\"name\" : \"bestfit\"", "\"failed_to_100\"");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() {
        Kerf run = Kerf.run("demo", "--report", folder.resolve("none/r.html").toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("r.html cannot be written; give another place with --report FILE");
    }
}
