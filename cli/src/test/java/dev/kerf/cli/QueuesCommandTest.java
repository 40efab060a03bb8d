package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What queues have come to, as {@code kerf queues}, {@code kerf why queue/NAME} and {@code kerf plan} say it. */
class QueuesCommandTest {
    private static final String DUMP = """
            apiVersion: kerf.dev/v1alpha1
            kind: Queue
            metadata: {name: company}
            ---
            apiVersion: kerf.dev/v1alpha1
            kind: Queue
            metadata: {name: research}
            spec: {parent: company, resources: {nvidia.com/gpu: {guarantee: 2}, memory: {guarantee: 64Gi}}}
            ---
            {apiVersion: kerf.dev/v1alpha1, kind: Queue, metadata: {name: lost}, spec: {parent: none}}
            ---
            apiVersion: v1
            kind: Node
            metadata: {name: n, labels: {nvidia.com/gpu.product: T4}}
            status: {allocatable: {cpu: "8", memory: 64Gi, pods: "10", nvidia.com/gpu: "4"}}
            ---
            {kind: Pod, metadata: {name: a, labels: {kerf.dev/queue: research}}, spec: {nodeName: n, containers: [{name: main, resources: {limits: {nvidia.com/gpu: "3"}}}]}}
            ---
            {kind: Pod, metadata: {name: b, labels: {kerf.dev/queue: research}}, spec: {containers: [{name: main, resources: {limits: {nvidia.com/gpu: "2"}}}]}}
            """;

    @TempDir
    private Path folder = Path.of("");

    private String dump(String text) throws IOException {
        return Files.writeString(folder.resolve("dump.yaml"), text).toString();
    }

    @Test
    void aTableInTheOrderOfTheTree() throws IOException {
        Kerf run = Kerf.run("queues", "-f", dump(DUMP));
        assertThat(run.code()).isZero();
        assertThat(run.out().lines().map(line -> line.replaceAll(" {2,}", " | ")))
                .startsWith("QUEUE | RESOURCE | GUARANTEE | SHARE | USED | PENDING")
                .anyMatch(line -> line.startsWith("company | nvidia.com/gpu | 0 | 4 | 3 | 1"))
                .anyMatch(line -> line.startsWith(" | research | nvidia.com/gpu | 2 | 4 | 3 | 1")
                        || line.startsWith("research | nvidia.com/gpu | 2 | 4 | 3 | 1"))
                .anyMatch(line -> line.contains("memory | 64Gi"))
                .anyMatch(line -> line.startsWith("lost | -"));
        assertThat(run.err()).contains("Queue lost: its parent none does not exist");
    }

    @Test
    void aDocumentForPrograms() throws IOException {
        Kerf run = Kerf.run("queues", "-f", dump(DUMP), "-o", "json");
        assertThat(run.out())
                .contains("\"queue\" : \"research\"", "\"parent\" : \"company\"", "\"nvidia.com/gpu\" : 2");
        assertThat(Kerf.run("plan", "-f", dump(DUMP), "-o", "json").out()).contains("\"queue\" : \"research\"");
    }

    @Test
    void theSentenceOfAQueue() throws IOException {
        assertThat(Kerf.run("why", "queue/research", "-f", dump(DUMP)).out())
                .startsWith("is sure of 2 GPUs, 64Gi")
                .endsWith("1 pod is waiting\n");
        assertThat(Kerf.run("why", "queue/lost", "-f", dump(DUMP)).out())
                .isEqualTo("takes no work: it is part of queue none, which does not exist\n");
        assertThat(Kerf.run("why", "queue/research", "-f", dump(DUMP), "-o", "json")
                        .out())
                .contains("\"object\" : \"queue/research\"", "\"fit\" : \"not-now\"", "\"code\" : \"QUEUE_STATE\"");
    }

    @Test
    void aQueueThatIsNotThere() throws IOException {
        Kerf run = Kerf.run("why", "queue/reserch", "-f", dump(DUMP));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("kerf: there is no queue reserch; did you mean research?\n");
    }

    @Test
    void aClusterWithoutQueuesSaysSo() throws IOException {
        assertThat(Kerf.run("queues", "-f", dump("{\"kind\": \"Node\", \"metadata\": {\"name\": \"n\"}}"))
                        .out())
                .isEqualTo("there are no queues; everything goes by priority and age\n");
    }
}
