package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kerf plan} keeps its contract: outputs, exit codes, and what it says of bad input. */
class PlanCommandTest {
    private static final String EXAMPLE = Kerf.file("examples/cluster.yaml");

    @TempDir
    private Path folder = Path.of("");

    /** The names of an object's own fields, in order. */
    private static List<String> topFields(String json) throws Exception {
        List<String> names = new ArrayList<>();
        try (var parser = new JsonFactory().createParser(json)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token == JsonToken.FIELD_NAME && depth == 1) {
                    names.add(parser.currentName());
                }
            }
        }
        return names;
    }

    @Test
    void aTableSaysWhereEachPendingPodGoesOrWhyNot() {
        Kerf run = Kerf.run("plan", "-f", EXAMPLE);
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("POD ").contains("research/giant").contains("needs 16 GPUs on one node");
        assertThat(run.out()).doesNotContain("research/pretrain");
    }

    @Test
    void wideShowsTheRunningPodsToo() {
        assertThat(Kerf.run("plan", "-f", EXAMPLE, "-o", "wide").out()).contains("research/pretrain");
    }

    @Test
    void jsonHasTheAgreedFields() throws Exception {
        Kerf run = Kerf.run("plan", "-f", EXAMPLE, "-o", "json");
        assertThat(topFields(run.out()))
                .containsExactly("rounds", "decisions", "pods", "gangs", "queues", "skipped", "warnings");
        assertThat(run.out()).contains("\"decision\" : \"bind\"").contains("\"milli\" : 500");
    }

    @Test
    void yamlSaysTheSame() {
        assertThat(Kerf.run("plan", "-f", EXAMPLE, "-o", "yaml").out()).contains("decision: bind");
    }

    @Test
    void aSecondRoundFindsRunningWhatTheFirstBound() {
        Kerf once = Kerf.run("plan", "-f", EXAMPLE, "-o", "json");
        Kerf twice = Kerf.run("plan", "-f", EXAMPLE, "-o", "json", "--rounds", "2");
        assertThat(twice.out().split("\"decision\" : \"bind\""))
                .hasSameSizeAs(once.out().split("\"decision\" : \"bind\""));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Kerf run = Kerf.run("plan", "-f", "nowhere.yaml");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("kerf: file nowhere.yaml cannot be read: no such file; check its path and rights\n");
    }

    @Test
    void noRoundsAtAllAreRefused() {
        Kerf run = Kerf.run("plan", "-f", EXAMPLE, "--rounds", "0");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--rounds is 0; it must be at least 1");
    }

    @Test
    void nothingToPlanIsRefused() {
        assertThat(Kerf.run("plan").err()).contains("Give what to plan with -f FILE, or --scenario FILE.");
    }

    @Test
    void aPolicyMayTurnKnobs() throws Exception {
        Path file = Files.writeString(folder.resolve("policy.yaml"), "knobs: {strand: 0.1}\n");
        assertThat(Kerf.run("plan", "-f", EXAMPLE, "--policy", file.toString()).code())
                .isZero();
    }

    @Test
    void aKnobThatIsNoneIsRefusedWithItsLine() throws Exception {
        Path file = Files.writeString(folder.resolve("policy.yaml"), "knobs:\n  strand: NaN\n  sprand: 1\n");
        Kerf run = Kerf.run("plan", "-f", EXAMPLE, "--policy", file.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("policy.yaml:3: knobs.sprand: is not known; there are ahead, blockFrom");
    }

    @Test
    void unknownKindsAreCountedAndTheRestIsPlanned() throws Exception {
        Path file = Files.writeString(folder.resolve("more.yaml"), """
                apiVersion: example.com/v1
                kind: Widget
                metadata: {name: w}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: odd}
                spec: {containers: [{name: main, resources: {limits: {nvidia.com/gpu: "-1"}}}]}
                """);
        Kerf run = Kerf.run("plan", "-f", EXAMPLE, "-f", file.toString(), "-o", "json");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("\"kind\" : \"Widget\"").contains("more.yaml");
    }
}
