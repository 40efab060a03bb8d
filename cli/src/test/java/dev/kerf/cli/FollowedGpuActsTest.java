package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Parts that follow their load, on the embedded cluster: who is busy by night gives its room by day to who is busy by day, where
 * they stand; who has no room where it stands finds it elsewhere.
 */
class FollowedGpuActsTest {
    private static final String POLICY = """
            apiVersion: kerf.dev/v1alpha1
            kind: SizingPolicy
            metadata: {name: follow}
            spec:
              level: L4
              scope: {namespaces: [default]}
              budget: {perHour: 100, atOnce: 100}
              follow: {tooLittlePercent: 5}
            """;
    private static final List<String> STAY = List.of("night", "day", "stranger");

    @TempDir
    private Path folder = Path.of("");

    /** Every day up to 0.5 at that hour and down to 0.06 within twelve. */
    private static String busiest(int hour) {
        String points = IntStream.range(0, 24)
                .mapToDouble(h -> 0.06 + 0.44 * Math.max(0, Math.cos(2 * Math.PI * (h - hour) / 24)))
                .mapToObj(value -> String.format(Locale.ROOT, "%.3f", value))
                .collect(Collectors.joining(", "));
        return "{gpu: [" + points + "], gpuMemory: 4Gi, cpu: 0.5, memory: 4Gi}";
    }

    @Test
    void whoIsBusyByNightGivesItsRoomToWhoIsBusyByDay() throws IOException {
        try (SharedGpus gpus = new SharedGpus();
                AtWork kerf = new AtWork(gpus, folder.resolve("audit.jsonl"))) {
            work(gpus);
            Map<String, String> before = gpus.identities(STAY);
            advised(gpus);
            gpus.create(POLICY);
            inPlace(gpus, kerf.said());
            elsewhere(gpus, kerf.said());
            saved(gpus);
            assertThat(gpus.identities(STAY)).as("nobody else was moved").isEqualTo(before);
        }
    }

    /** Each is put on the one node there is room on: night and day share a card, late and a stranger the other. */
    private static void work(SharedGpus gpus) {
        int now = InstantSource.system().instant().atOffset(ZoneOffset.UTC).getHour();
        gpus.node("a", "mixed", "");
        gpus.patient("night", "mixed", "0.6", busiest((now + 12) % 24));
        gpus.patient("day", "mixed", "0.3", busiest(now));
        gpus.node("b", "mixed", "");
        gpus.patient("stranger", "mixed", "0.6", "{gpu: 0.58, gpuMemory: 8Gi, cpu: 0.5, memory: 4Gi}");
        gpus.patient("late", "mixed", "0.3", busiest(now));
        assertThat(gpus.pod("late").at("spec", "nodeName").text()).isEqualTo("b");
    }

    /** Without a policy parts stay: who is busy by night keeps what its nights need. */
    private static void advised(SharedGpus gpus) {
        assertThat(gpus.run("advise", "-o", "json").out())
                .contains("R05-default-StatefulSet-day")
                .doesNotContain("for the next hour");
    }

    private static void inPlace(SharedGpus gpus, List<String> said) {
        part(gpus, said, "night", part -> part < 0.2);
        part(gpus, said, "day", part -> part >= 0.45);
        assertThat(gpus.read("/apis/apps/v1/namespaces/default/statefulsets/night")
                        .at("metadata", "annotations")
                        .get("kerf.dev/action")
                        .text())
                .contains("R04-default-StatefulSet-night");
    }

    /** All changes of a part are one line of what was saved. */
    private void saved(SharedGpus gpus) {
        Kerf savings = Kerf.run(
                "savings",
                "--kubeconfig",
                String.valueOf(gpus.access().kubeconfig()),
                "--audit",
                folder.resolve("audit.jsonl").toString());
        assertThat(savings.out().lines().filter(line -> line.contains("StatefulSet-night")))
                .as(savings.toString())
                .singleElement()
                .asString()
                .contains(" 0.6 ");
    }

    /** Its card has no room for what late needs, and none is anywhere until there is a third node. */
    private static void elsewhere(SharedGpus gpus, List<String> said) {
        assertThat(gpus.part("late")).isEqualTo("0.3");
        String shown =
                gpus.run("advise", "show", "R05-default-StatefulSet-late").out();
        assertThat(shown)
                .contains("for the next hour", "in place", "no, it has to move")
                .contains("the planner finds no place for everything that runs");
        gpus.node("c", "mixed", "");
        part(gpus, said, "late", part -> part >= 0.45);
        Await.until(
                "late to stand elsewhere",
                () -> gpus.pod("late").at("spec", "nodeName").text(),
                node -> node.equals("c"));
    }

    private static void part(SharedGpus gpus, List<String> said, String name, Predicate<Double> enough) {
        Await.until(
                "another part of " + name,
                () -> gpus.part(name) + " " + said,
                now -> enough.test(Double.parseDouble(now.substring(0, now.indexOf(' ')))));
    }
}
