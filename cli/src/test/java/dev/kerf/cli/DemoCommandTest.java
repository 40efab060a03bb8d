package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
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
    void kerfAllocatesTheMostAndTheReportIsWritten() throws Exception {
        assertThat(code).isZero();
        assertThat(out.toString())
                .contains("offline optimum", "kerf puts ", "more GPUs to work than")
                .contains("Report: " + report());
        assertThat(Files.readString(report())).contains("A made-up fleet of 300 nodes");
    }

    @Test
    void jsonHasOneContenderAPolicy() {
        DemoCommand demo = Objects.requireNonNull(kerf.getSubcommands().get("demo")).getCommand();
        assertThat(demo.found(DemoCommand.Output.json))
                .singleElement()
                .asString()
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
