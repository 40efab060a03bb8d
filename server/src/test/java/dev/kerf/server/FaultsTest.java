package dev.kerf.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.Fault;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** API servers that fail at random: one seed in every build, as many as asked for by {@code ./build faults}. */
@OnControlPlane
class FaultsTest {
    static LongStream seeds() {
        return Arrays.stream(System.getProperty("kerf.faults", "1").trim().split("[ ,]+"))
                .mapToLong(Long::parseLong);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noPodIsBoundTwiceForgottenOrBeyondWhatItsNodeHas(long seed, ControlPlane plane) throws IOException {
        TestNamespace namespace = plane.freshNamespace();
        try (FaultyRun run = new FaultyRun(plane, namespace, seed)) {
            Map<Fault, Integer> injected = run.play();
            int faults = injected.values().stream().mapToInt(i -> i).sum();
            assertThat(injected).containsKeys(Fault.LOST, Fault.CONFLICT, Fault.OVERLOADED);
            assertThat(faults).isGreaterThan(80);
            write("seed %d: %d faults %s".formatted(seed, faults, injected));
        }
    }

    private static void write(String line) throws IOException {
        Path report = Path.of(System.getProperty("kerf.root", ".."), "target", "faults.txt");
        Files.createDirectories(report.toAbsolutePath().getParent());
        Files.write(report, (line + "\n").getBytes(UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
