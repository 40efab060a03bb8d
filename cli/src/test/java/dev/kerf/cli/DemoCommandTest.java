package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kerf demo} compares, concludes and leaves a report. */
class DemoCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void kerfAllocatesTheMostAndTheReportIsWritten() throws Exception {
        Path report = folder.resolve("demo.html");
        Kerf run = Kerf.run("demo", "--report", report.toString());
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("offline optimum", "kerf puts ", "more GPUs to work than")
                .contains("Report: " + report);
        assertThat(Files.readString(report)).contains("A made-up fleet of 300 nodes");
    }

    @Test
    void jsonHasOneContenderAPolicy() {
        Kerf run = Kerf.run(
                "demo", "-o", "json", "--report", folder.resolve("r.html").toString());
        assertThat(run.out())
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
