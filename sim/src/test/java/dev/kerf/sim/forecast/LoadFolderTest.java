package dev.kerf.sim.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerf.sim.trace.TraceException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadFolderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit injects it
    private Path folder;

    private void write(String text) throws IOException {
        Path file = folder.resolve("philly_node_sequence_1min.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(("time,active,total\n" + text).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void minutesAreAveragedAndWhatIsMissingIsNotZero() throws IOException {
        write("2017-10-03 00:00:00,10,420\n2017-10-03 00:04:00,20,420\n2017-10-03 00:10:00,30,420\n");
        Load load = new LoadFolder(folder).philly();
        assertThat(load.most()).isEqualTo(420);
        assertThat(load.series().size()).isEqualTo(3);
        assertThat(load.series().value(0)).isEqualTo(15);
        assertThat(load.series().value(1)).isNaN();
        assertThat(load.series().value(2)).isEqualTo(30);
    }

    @Test
    void aLineThatMakesNoSenseIsNamed() throws IOException {
        write("2017-10-03 00:00:00,10,420\n2017-10-03 00:01:00,many,420\n");
        assertThatThrownBy(() -> new LoadFolder(folder).philly())
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("philly_node_sequence_1min.csv.gz:3: ")
                .hasMessageContaining("many");
        write("2017-10-03 00:01:00,10,420\n2017-10-03 00:00:00,1,420\n");
        assertThatThrownBy(() -> new LoadFolder(folder).philly()).hasMessageContaining("comes before");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new LoadFolder(folder).virtualClusters())
                .hasMessageContaining("earth_vc_5min.csv.gz: cannot be read");
    }
}
