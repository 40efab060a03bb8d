package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.reason.Code;
import dev.kerf.objects.ReadOptions;
import dev.kerf.objects.scenario.Expectation;
import dev.kerf.objects.scenario.Scenario;
import dev.kerf.objects.scenario.ScenarioReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scenarios of the checkout come out as they say, and one that does not says what was found instead. */
class ScenarioTest {
    /** Asked only by traces; Kubernetes has no word for it. */
    private static final Set<Code> NOT_FROM_KUBERNETES =
            Set.of(Code.GPU_MODEL, Code.GPU_NOT_PREPARED, Code.GPU_RESERVATION);

    @TempDir
    private Path folder = Path.of("");

    private String written(String yaml) throws java.io.IOException {
        return Files.writeString(folder.resolve("case.yaml"), yaml).toString();
    }

    @Test
    void everyScenarioEndsAsItExpects() {
        Kerf run = Kerf.run("plan", "--scenario", Kerf.file("scenarios"));
        assertThat(run.out()).doesNotContain("MISSED");
        assertThat(run.code()).isZero();
    }

    @Test
    void everyCodeHasAScenarioWithItsSentence() {
        List<Scenario> all = ScenarioReader.read(List.of(Kerf.file("scenarios")), new ReadOptions(null, Instant.EPOCH));
        Set<String> said = all.stream()
                .flatMap(s -> s.expectations().stream())
                .filter(e -> e.says() != null)
                .map(Expectation::code)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        assertThat(Arrays.stream(Code.values()).filter(c -> !NOT_FROM_KUBERNETES.contains(c)))
                .allMatch(c -> said.contains(c.name()), "is said in a scenario");
    }

    @Test
    void aMissedExpectationIsPrintedBesideWhatWasFound() throws Exception {
        String file = written("""
                name: too large
                given:
                  - nodes: [{name: n, gpus: 2}]
                  - work: [{name: w, gpus: 4, count: 2}]
                expect:
                  - {of: work/w, state: bound}
                """);
        Kerf run = Kerf.run("plan", "--scenario", file);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("""
                MISSED  too large
                        %1$s:6: pod/default/w-1
                          expected  bound
                          found     never
                        %1$s:6: pod/default/w-2
                          expected  bound
                          found     never
                0 as expected, 1 not
                """.formatted(file));
    }

    @Test
    void aWordThatIsNotKnownIsRefusedWithItsLine() throws Exception {
        String file = written("""
                name: typo
                given:
                  - nodes: [{name: n, gpu: 2}]
                expect:
                  - {of: pod/w, state: bound}
                """);
        Kerf run = Kerf.run("plan", "--scenario", file);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("kerf: " + file + ":3: given[0].nodes[0].gpu: is not known here; there are count, cpu, gpus,"
                        + " labels, memory, mig, model, name\n");
    }

    @Test
    void aScenarioThatExpectsNothingIsRefused() throws Exception {
        Kerf run = Kerf.run("plan", "--scenario", written("name: empty\ngiven: []\n"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("expect: is missing; say what should become of the pods");
    }

    @Test
    void aPodNobodyGaveIsMissed() throws Exception {
        String file = written("name: nobody\ngiven: [{nodes: [{name: n}]}]\nexpect: [{of: pod/ghost, state: bound}]\n");
        assertThat(Kerf.run("plan", "--scenario", file).out()).contains("none of that name takes part");
    }
}
