package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kerf bench forecast} and {@code kerf bench sizing} say what is missing. */
class BenchForecastTest {
    @Test
    void seriesThatAreNotThereAreNamed(@TempDir Path folder) {
        Kerf none =
                Kerf.run("bench", "forecast", "--folder", folder.resolve("none").toString());
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("there are no traces at " + folder.resolve("none"));
        Kerf empty = Kerf.run("bench", "forecast", "--folder", folder.toString());
        assertThat(empty.code()).isEqualTo(2);
        assertThat(empty.err()).contains("earth_vc_5min.csv.gz: cannot be read");
    }

    @Test
    void shapesThatAreNotThereAreNamed(@TempDir Path folder) {
        Kerf none = Kerf.run("bench", "sizing", "--folder", folder.toString());
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("there are no traces at " + folder);
    }
}
