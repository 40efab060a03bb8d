package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Parts of shared GPUs on the embedded cluster, with Kerf at work on it: what each was measured to use becomes its part, in place;
 * of whom nothing is known by itself nothing is changed.
 */
class SharedGpuActsTest {
    private static final String LESS = "R04-default-StatefulSet-less";
    private static final String ALONE = "R04-default-StatefulSet-alone";
    private static final String POLICY = """
            apiVersion: kerf.dev/v1alpha1
            kind: SizingPolicy
            metadata: {name: always}
            spec:
              level: L4
              scope: {namespaces: [default]}
              budget: {perHour: 100, atOnce: 100}
            """;

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // before each
    private SharedGpus gpus;

    @BeforeEach
    void begin() throws IOException {
        gpus = new SharedGpus();
    }

    @AfterEach
    void end() {
        gpus.close();
    }

    @Test
    void whatIsUsedOfASharedGpuBecomesThePartInPlaceAndWhatIsNotKnownChangesNothing() {
        try (AtWork kerf = new AtWork(gpus, folder.resolve("audit.jsonl"))) {
            gpus.work();
            Map<String, String> before = gpus.identities();
            evidence();
            less();
            more(kerf.said());
            assertThat(gpus.identities()).as("nobody was evicted").isEqualTo(before);
            unknown();
            books();
        }
    }

    /** Whose figures they are is said of each. */
    private void evidence() {
        String advice = gpus.run("advise", "-o", "json").out();
        assertThat(advice)
                .contains("kubex_gpu_container_memory_bytes{namespace=\\\"default\\\",pod=\\\"less-0\\\"}")
                .contains("(the card's, of which default/alone-0 is the only holder)");
    }

    /** A person follows the advice about those that use little: together they would stand on one card. */
    private void less() {
        Kerf apply = gpus.run(
                "apply", LESS, "--audit", folder.resolve("person.jsonl").toString());
        assertThat(apply.code()).as(apply.out() + apply.err()).isZero();
        assertThat(apply.err()).contains(ALONE + " was proven together with " + LESS);
        assertThat(gpus.part("less")).startsWith("0.1");
        assertThat(gpus.part("alone")).startsWith("0.1");
    }

    /** Then the card of who uses more than its part has the room, and a policy lets Kerf do it by itself. */
    private void more(List<String> said) {
        gpus.create(POLICY);
        Await.until("more to have more", () -> gpus.part("more") + " " + said, now -> now.startsWith("0.6"));
    }

    /** Of two that share a card of which only the card is measured. */
    private void unknown() {
        Await.until(
                "the reason",
                () -> gpus.read("/apis/apps/v1/namespaces/default/statefulsets/blurred")
                        .at("metadata", "annotations")
                        .get("kerf.dev/guards")
                        .text(),
                why -> why.contains("enough-evidence")
                        && why.contains("only the card is measured")
                        && why.contains("gpu-process-exporter"));
        assertThat(Stream.of("blurred", "hidden").map(gpus::part)).containsExactly("0.5", "0.4");
        String advice = gpus.run("advise").out();
        assertThat(advice).contains("measurements: 1 of 3 GPUs are shared while only the GPU is measured");
        assertThat(advice).doesNotContain("gpu-reservation-");
        assertThat(gpus.run("top").out().lines().filter(line -> line.contains("StatefulSet/hidden")))
                .singleElement()
                .asString()
                .contains("?");
    }

    /** What pods say is what Kerf has in its books: the rest of a card is there for another. */
    private void books() {
        String top = gpus.run("top", "-o", "json").out().replaceAll("\\s+", "");
        for (String name : SharedGpus.ALL) {
            assertThat(gpus.annotation(name, "kerf.dev/gpu-portion")).isEqualTo(gpus.part(name));
            assertThat(top)
                    .contains("\"workload\":\"StatefulSet/" + name + "\",\"pods\":1,\"gpus\":" + gpus.part(name));
        }
        gpus.set("large", "mixed", "0.8", "{}");
        assertThat(gpus.pod("large").at("spec", "nodeName").text())
                .as("beside who had 0.6 of it")
                .isEqualTo("b");
    }
}
