package dev.kerf.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.Budget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects that say how a cluster is shared: budgets, and queues whose places in the tree make no sense. */
class SharingObjectsTest {
    private static final String PODS = """
            {kind: Pod, metadata: {name: a, labels: {app: web}}, spec: {nodeName: n1, containers: [{name: main}]}}
            ---
            {kind: Pod, metadata: {name: b, labels: {app: web}}, spec: {nodeName: n1, containers: [{name: main}]}}
            ---
            {kind: Pod, metadata: {name: c, labels: {app: web}}, spec: {nodeName: n2, containers: [{name: main}]}}
            ---
            {kind: Pod, metadata: {name: d, labels: {app: db}}, spec: {nodeName: n2, containers: [{name: main}]}}
            ---
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spec: {selector: {matchLabels: {app: web}}, minAvailable: 2}                                   | 1
            spec: {selector: {matchLabels: {app: web}}, minAvailable: 50%}                                 | 1
            spec: {selector: {matchLabels: {app: web}}, maxUnavailable: 2}                                 | 2
            spec: {selector: {matchLabels: {app: web}}, minAvailable: 9}                                   | 0
            spec: {selector: {}, maxUnavailable: 4}                                                        | 4
            spec: {selector: {matchLabels: {app: web}}, minAvailable: 2}, status: {disruptionsAllowed: 0}  | 0
            """)
    void aBudgetIsItsStatusOrReckonedFromThePods(String rest, long allowed) {
        Given given =
                yaml(PODS + "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: p}, " + rest + "}");
        assertThat(given.warnings()).isEmpty();
        Budget budget = given.result().cluster().budgets().getFirst();
        assertThat(budget.allowed()).isEqualTo(allowed);
        assertThat(budget.covers(given.placed("a").task())).isTrue();
    }

    @Test
    void aBudgetThatMakesNoSenseIsSaidSo() {
        assertThat(yaml(PODS
                                + "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: p}, spec: {minAvailable: some}}")
                        .warnings())
                .anyMatch(w -> w.contains("is neither a number of pods nor a percentage"));
    }

    @Test
    void queuesOutsideTheTreeAreSaidToBeAndTheRestIsTaken() {
        Given given = yaml("""
                {apiVersion: kerf.dev/v1alpha1, kind: Queue, metadata: {name: a}, spec: {parent: b}}
                ---
                {apiVersion: kerf.dev/v1alpha1, kind: Queue, metadata: {name: b}, spec: {parent: a}}
                ---
                {apiVersion: kerf.dev/v1alpha1, kind: Queue, metadata: {name: c}, spec: {parent: none}}
                ---
                {apiVersion: kerf.dev/v1alpha1, kind: Queue, metadata: {name: d}}
                """);
        assertThat(given.warnings())
                .containsExactly(
                        "Queue a: is its own ancestor: a in b in a",
                        "Queue b: is its own ancestor: b in a in b",
                        "Queue c: its parent none does not exist");
        assertThat(given.result().cluster().queues()).hasSize(4);
    }

    /** A text that begins with a brace would be taken for JSON. */
    private static Given yaml(String text) {
        return Given.text("---\n" + text);
    }
}
