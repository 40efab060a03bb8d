package dev.kerf.kube.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Outcome;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The CRD of queues: it is what the records say, and a real API server holds people to it in our words. */
@OnControlPlane
class QueueCrdTest {
    private static final Path FILE =
            Path.of(System.getProperty("kerf.root"), "deploy/chart/kerf/crds/queues.kerf.dev.yaml");

    private static boolean installed;

    @Test
    void isGeneratedFromTheRecords() throws IOException {
        Path now = Files.writeString(
                Files.createDirectories(Path.of("target/crds")).resolve(FILE.getFileName()), crd());
        assertThat(crd())
                .as("%s is not what the records say; copy %s there", FILE, now.toAbsolutePath())
                .isEqualTo(Files.readString(FILE));
    }

    @Test
    void takesTheExampleOfTheContract(ControlPlane plane) {
        install(plane);
        apply(plane, "research", """
                {parent: company, priority: 100,
                 resources: {nvidia.com/gpu: {guarantee: 8, limit: 16, weight: 2, lend: 4, borrow: 8},
                             cpu: {guarantee: "64", limit: unlimited}},
                 gpuModels: {H100: {guarantee: 4, rate: 2.0}},
                 preemptMinRuntime: 0s, reclaimMinRuntime: 10m, perUser: {nvidia.com/gpu: 4}, namespaces: [team-a]}
                """).text();
        plane.kubectl(
                        "patch",
                        "queue",
                        "research",
                        "--subresource=status",
                        "--type=merge",
                        "-p",
                        "{\"status\":{\"share\":{\"nvidia.com/gpu\":10},\"used\":{\"nvidia.com/gpu\":9},\"pending\":3}}")
                .text();
        assertThat(plane.kubectl("get", "kq", "research").text().split("\\s+"))
                .startsWith("NAME", "PARENT", "GUARANTEE", "SHARE", "USED", "PENDING", "AGE")
                .containsSequence("research", "company", "8", "10", "9", "3");
    }

    /** So that helm, kubectl and kerf install do not stand in each other's way. */
    @Test
    void mayBeAppliedByAnother(ControlPlane plane) {
        install(plane);
        plane.kubectl()
                .reading(crd())
                .run("apply", "--server-side", "--field-manager=helm", "-f", "-")
                .text();
    }

    @Test
    void takesAQueueThatSaysNothing(ControlPlane plane) {
        install(plane);
        assertThat(apply(plane, "plain", "{}").succeeded()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {parent: bad}                                    | spec.parent           | a queue is not part of itself
            {parent: A B}                                    | spec.parent           | must be the name of a queue
            {resources: {"c pu": {}}}                        | spec.resources        | must name resources as pods do
            {resources: {cpu: {guarantee: -1}}}              | [cpu].guarantee       | must be a quantity such as
            {resources: {cpu: {guarantee: much}}}            | [cpu].guarantee       | must be a quantity such as
            {resources: {cpu: {limit: 4x}}}                  | [cpu].limit           | must be a quantity such as
            {resources: {cpu: {guarantee: 1, lend: x}}}      | [cpu].lend            | must be a quantity such as
            {resources: {cpu: {borrow: "-1"}}}               | [cpu].borrow          | must be a quantity such as
            {resources: {cpu: {guarantee: 5, limit: 4}}}     | [cpu].guarantee       | must not exceed the limit
            {resources: {cpu: {guarantee: 1, limit: 900m}}}  | [cpu].guarantee       | must not exceed the limit
            {resources: {cpu: {lend: 4}}}                    | [cpu].lend            | lend must not exceed it
            {resources: {cpu: {weight: -1}}}                 | cpu.weight            | greater than or equal to 0
            {gpuModels: {H100: {guarantee: "-2"}}}           | [H100].guarantee      | must be a quantity such as
            {gpuModels: {H100: {rate: 0}}}                   | H100.rate             | greater than 0
            {perUser: {cpu: x}}                              | spec.perUser          | must be a quantity such as
            {preemptMinRuntime: ten}                         | spec.preemptMinRuntime| must be a time such as
            {reclaimMinRuntime: "10"}                        | spec.reclaimMinRuntime| must be a time such as
            {namespaces: [Team]}                             | spec.namespaces       | must be names of namespaces
            {namespaces: [a, a]}                             | spec.namespaces[1]    | Duplicate value
            {colour: red}                                    | spec.colour           | unknown field
            """)
    void refuses(String spec, String field, String says, ControlPlane plane) {
        install(plane);
        Outcome outcome = apply(plane, "bad", spec);
        assertThat(outcome.exit()).isNotZero();
        assertThat(outcome.err()).contains(field).contains(says);
    }

    private static String crd() {
        return GeneratedCrd.of(
                QueueObject.class,
                QueueCrdTest.class,
                List.of("PARENT", "GUARANTEE", "SHARE", "USED", "PENDING", "PRIORITY", "AGE"),
                QueueCrdTest::finish);
    }

    private static void finish(JSONSchemaProps root) {
        GeneratedCrd.set(GeneratedCrd.at(root, "spec", "namespaces"), 63);
        JSONSchemaProps conditions = GeneratedCrd.at(root, "status", "conditions");
        conditions.setXKubernetesListType("map");
        conditions.setXKubernetesListMapKeys(List.of("type"));
        GeneratedCrd.at(conditions.getItems().getSchema(), "lastTransitionTime").setFormat("date-time");
    }

    /** Taken by the server as a whole: a rule that costs too much or does not compile would fail here. */
    private static synchronized void install(ControlPlane plane) {
        if (installed) {
            return;
        }
        plane.apply(crd()).text();
        Await.until("queues to be served", () -> plane.kubectl("get", "queues").succeeded());
        installed = true;
    }

    private static Outcome apply(ControlPlane plane, String name, String spec) {
        return plane.kubectl()
                .reading("apiVersion: kerf.dev/v1alpha1\nkind: Queue\nmetadata: {name: %s}\nspec: %s\n"
                        .formatted(name, spec.strip()))
                .run("apply", "-f", "-");
    }
}
