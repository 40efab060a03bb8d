package dev.kerf.objects.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerf.core.model.Budget;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Gang;
import dev.kerf.core.model.Part;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Queue;
import dev.kerf.core.model.Quota;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.Terms;
import dev.kerf.core.model.TopologyConstraint;
import dev.kerf.core.model.TopologyLevels;
import dev.kerf.objects.Given;
import dev.kerf.objects.read.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short forms of scenarios, written out. */
class ScenarioFormsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private Scenario scenario(String given, String expect) {
        try {
            Path file = Files.writeString(
                    folder.resolve("case.yaml"), """
                    name: case
                    asOf: "2026-03-01T12:00:00Z"
                    given:
                    %s
                    expect: [%s]
                    """.formatted(given.indent(2).stripTrailing(), expect));
            return ScenarioReader.read(List.of(file.toString()), Given.OPTIONS).getFirst();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private Cluster cluster(String given) {
        return scenario(given, "{of: pod/any, state: bound}").given().cluster();
    }

    @Test
    void queuesInShortHaveBareNumbersOfGpus() {
        Queue queue = cluster("""
                - queues: [{name: a, parent: company, guarantee: 8, limit: {nvidia.com/gpu: 16, cpu: 64}, weight: 2, perUser: 4,
                            preemptMinRuntime: 30s, namespaces: [default], admission: Hold, priority: 7}, {name: company}]""").queues().getFirst();
        assertThat(queue.quota("nvidia.com/gpu"))
                .isEqualTo(Quota.guarantee(8000).withLimit(16_000).withWeight(2000));
        assertThat(queue.quota("cpu").limit()).isEqualTo(64_000);
        assertThat(queue.perUser()).isEqualTo(Map.of("nvidia.com/gpu", 4000L));
        assertThat(queue.preemptAfter()).hasSeconds(30);
        assertThat(queue.admission()).isEqualTo(Queue.Admission.HOLD);
        assertThat(queue.parent()).isEqualTo("company");
    }

    @Test
    void workSaysOnWhatTermsItIsAndSinceWhen() {
        Cluster cluster = cluster("""
                - work: [{name: old, gpus: 1, on: [n], since: 2h, checkpoint: 10m, leaving: 30s, user: ada, preemptible: false,
                          patience: 5m, queue: q, created: "2026-03-01T09:00:00Z"},
                         {name: new, gpus: 1, nominated: n}]""");
        assertThat(cluster.asOf()).isEqualTo(NOON);
        Placement old = cluster.placed().getFirst();
        assertThat(old.since()).isEqualTo(NOON.minus(Duration.ofHours(2)));
        assertThat(old.goneBy()).isEqualTo(NOON.plusSeconds(30));
        assertThat(old.task().created()).isEqualTo(NOON.minus(Duration.ofHours(3)));
        assertThat(old.task().terms())
                .isEqualTo(new Terms("q", "ada", false, NOON.minusSeconds(600), Duration.ofMinutes(5)));
        assertThat(cluster.pending().stream().map(Task::nominated)).containsExactly("n");
    }

    @Test
    void partsAreRolesWithTheirOwnMinimum() {
        Scenario scenario = scenario("""
                - topologies: [{name: hall, levels: [block, rack]}]
                - work:
                  - name: big
                    queue: q
                    required: block
                    staleSince: 5m
                    grace: 10m
                    parts: [{name: boss, gpus: 1, count: 1}, {name: crew, gpus: 2, count: 4, min: 2, preferred: rack, on: [n]}]""", "{of: work/big, evictions: 2}");
        Gang gang = scenario.given().cluster().gangs().getFirst();
        assertThat(gang.id()).hasToString("CompositePodGroup/big");
        assertThat(gang.whole().topology()).isEqualTo(TopologyConstraint.required("block"));
        assertThat(gang.whole().minParts()).isEqualTo(2);
        assertThat(gang.whole().parts().stream().map(p -> p.id() + " " + p.minTasks()))
                .containsExactly("PodGroup/big-boss 1", "PodGroup/big-crew 2");
        assertThat(gang.whole().parts().stream().map(Part::topology))
                .containsExactly(TopologyConstraint.NONE, TopologyConstraint.preferred("rack"));
        assertThat(gang.shortSince()).isEqualTo(NOON.minusSeconds(300));
        assertThat(gang.grace()).hasMinutes(10);
        assertThat(scenario.work().getOrDefault("big", List.of())).hasSize(5);
        assertThat(scenario.work().getOrDefault("big-crew", List.of())).hasSize(4);
        assertThat(scenario.given().cluster().placed().stream()
                        .map(p -> String.valueOf(p.task().queue()))
                        .collect(Collectors.toSet()))
                .containsExactly("q");
        assertThat(scenario.given().cluster().topologies())
                .containsExactly(new TopologyLevels("hall", List.of("block", "rack")));
    }

    @Test
    void budgetsInShort() {
        List<Budget> budgets = cluster("""
                - budgets: [{name: b, labels: {app: web}, min: 1}, {name: c, labels: {app: web}, allowed: 7}]
                - work: [{name: w, labels: {app: web}, count: 3, on: [n]}]""").budgets();
        assertThat(budgets.stream().map(Budget::allowed)).containsExactly(2L, 7L);
    }

    @Test
    void aQueueIsExpectedInTheSameWords() {
        Expectation expected = scenario(
                        "- queues: [{name: q}]", "{of: queue/q, used: 7.5, share: {cpu: 2}, pending: 3}")
                .expectations()
                .getFirst();
        assertThat(expected.used()).isEqualTo(Map.of("nvidia.com/gpu", 7500L));
        assertThat(expected.share()).isEqualTo(Map.of("cpu", 2000L));
        assertThat(expected.pending()).isEqualTo(3);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> cluster("- work: [{name: w, required: rack}]"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("must say min");
        assertThatThrownBy(() -> cluster("- work: [{name: w, min: 1, parts: [{name: p, colour: red}]}]"))
                .hasMessageContaining("colour: is not known here");
        assertThatThrownBy(() -> cluster("- work: [{name: w, on: [n], since: soon}]"))
                .hasMessageContaining("is not a time");
        assertThatThrownBy(() -> cluster("- queues: [{parent: a}]")).hasMessageContaining("name: is missing");
    }
}
