package dev.kerf.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.sim.contender.Contender;
import dev.kerf.sim.openb.SharedTrace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Five published policies on ten traces under five seeds give the authors' curves, digit for digit. */
class PublishedCurvesTest {
    private static final Map<Contender, String> PUBLISHED_AS = Map.of(
            Contender.DOTPROD, "02-DotProd",
            Contender.CLUSTERING, "03-GpuClustering",
            Contender.PACKING, "04-GpuPacking",
            Contender.BESTFIT, "05-BestFit",
            Contender.FGD, "06-FGD");

    static Stream<Arguments> policiesAndTraces() {
        return PUBLISHED_AS.keySet().stream().sorted().flatMap(c -> SharedTrace.NAMES.stream()
                .map(t -> Arguments.of(c, t)));
    }

    @ParameterizedTest
    @MethodSource("policiesAndTraces")
    void everyColumnOfEverySeedEqualsThePublishedCurve(Contender contender, String trace) {
        Map<String, double[]> published =
                Published.curves(SharedTrace.folder().resolve("expected/analysis_allo_discrete.csv.gz"));
        for (long seed : SharedTrace.SEEDS) {
            Played played = Replay.play(SharedTrace.trace(trace, seed), contender.policy(SharedTrace.pods(trace)));
            String row = "openb_pod_list_" + trace + "," + PUBLISHED_AS.get(contender) + "," + seed;
            assertThat(published).containsKey(row);
            assertThat(played.allocation()).as(row).containsExactly(published.get(row));
        }
    }

    /** The authors' table. */
    private static final class Published {
        private static final int FIRST_COLUMN = 5;
        private static final Map<Path, Map<String, double[]>> READ = new HashMap<>();

        static synchronized Map<String, double[]> curves(Path file) {
            return READ.computeIfAbsent(file, Published::read);
        }

        private static Map<String, double[]> read(Path file) {
            Map<String, double[]> found = new HashMap<>();
            try (BufferedReader in = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                List<String> lines = in.lines().skip(1).toList();
                for (String line : lines) {
                    String[] fields = line.split(",");
                    found.put(
                            fields[0] + "," + fields[1] + "," + fields[3],
                            Arrays.stream(fields, FIRST_COLUMN, FIRST_COLUMN + Curve.LAST + 1)
                                    .mapToDouble(Double::parseDouble)
                                    .toArray());
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            return found;
        }
    }
}
