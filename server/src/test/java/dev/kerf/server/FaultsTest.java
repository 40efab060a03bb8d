package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.Fault;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Option;
import dev.kerf.testbed.Own;
import dev.kerf.testbed.TestNamespace;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** API servers that fail at random: one seed in every build, as many as asked for by {@code ./build faults}. */
@OnControlPlane
class FaultsTest {
    private static final Map<Fault, Integer> ALL = new EnumMap<>(Fault.class);

    static LongStream seeds() {
        return Arrays.stream(System.getProperty("kerf.faults", "1").trim().split("[ ,]+"))
                .mapToLong(Long::parseLong);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void allEndsAsIfNothingHadFailed(long seed, @Own(Option.AUDIT) ControlPlane plane) throws IOException {
        TestNamespace namespace = plane.freshNamespace();
        try (FaultyRun run = new FaultyRun(plane, namespace, seed)) {
            Map<Fault, Integer> injected = run.play();
            assertThat(injected).containsKeys(Fault.LOST, Fault.CONFLICT, Fault.OVERLOADED);
            assertThat(sum(injected)).isGreaterThan(80);
            FaultReport.write("seed %d: %d faults %s".formatted(seed, sum(injected), injected));
            count(injected);
        }
    }

    private static synchronized void count(Map<Fault, Integer> injected) {
        injected.forEach((fault, times) -> ALL.merge(fault, times, Integer::sum));
    }

    private static int sum(Map<Fault, Integer> injected) {
        return injected.values().stream().mapToInt(i -> i).sum();
    }

    @AfterAll
    static void writeTheSum() throws IOException {
        FaultReport.write("%d faults in all %s".formatted(sum(ALL), ALL));
        FaultReport.write(
                "of each seed that is named here: no pod bound twice, no node or card over what it has, no gang in"
                        + " half, no card held for nobody, every pod and gang as a Kerf without faults would leave it");
    }
}
