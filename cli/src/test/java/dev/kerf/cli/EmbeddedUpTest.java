package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.Await;
import dev.kerf.testbed.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kerf up} where there is no cluster. */
class EmbeddedUpTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void saysWhereItsClusterIsOnceItIsReady() {
        Kerf run = Kerf.run("up", "--dir", folder.toString(), "--until-ready");
        assertThat(run.code()).isZero();
        assertThat(run.out().strip())
                .isEqualTo("KUBECONFIG=" + folder.resolve("kubeconfig").toAbsolutePath());
    }

    /** What somebody does with a cluster of two nodes of eight GPUs. */
    private void with(Consumer<Tool> work) throws IOException {
        Path nodes =
                Files.writeString(folder.resolve("nodes.yaml"), "- {name: a100, count: 2, model: A100, gpus: 8}\n");
        Thread up = Thread.ofPlatform()
                .start(() -> Kerf.run("up", "--dir", folder.toString(), "--nodes", nodes.toString()));
        try {
            Path kubeconfig = folder.resolve("kubeconfig");
            Await.until("the kubeconfig", () -> Files.exists(kubeconfig));
            work.accept(Tool.kubectl(kubeconfig, folder));
        } finally {
            up.interrupt();
            join(up);
        }
    }

    /** A Deployment of pods of four GPUs each. */
    private static String deployment(String name, int replicas, String labels) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  replicas: %2$d
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s%3$s}}
                    spec:
                      schedulerName: kerf
                      containers: [{name: main, image: "web:1", resources: {limits: {nvidia.com/gpu: 4}}}]
                """.formatted(name, replicas, labels);
    }

    @Test
    void schedulesWhatPeopleApply() throws IOException {
        with(kubectl -> {
            kubectl.reading(deployment("web", 4, "")).run("apply", "-f", "-").text();
            kubectl.run("rollout", "status", "deploy/web", "--timeout=120s").text();
            kubectl.reading("""
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: big}
                    spec:
                      schedulerName: kerf
                      containers: [{name: main, image: "web:1", resources: {limits: {nvidia.com/gpu: 8}}}]
                    """).run("apply", "-f", "-").text();
            String path = "jsonpath={.status.conditions[?(@.type==\"PodScheduled\")].message}";
            Await.until(
                    "the sentence",
                    () -> kubectl.run("get", "pod", "big", "-o", path).text(),
                    said -> said.startsWith("needs 8 GPUs"));
            shares(kubectl);
        });
    }

    @Test
    void queuesAreThereAtOnce() throws IOException {
        with(kubectl -> {
            kubectl.reading("""
                    apiVersion: kerf.dev/v1alpha1
                    kind: Queue
                    metadata: {name: research}
                    spec: {resources: {nvidia.com/gpu: {guarantee: 4, limit: 4}}}
                    """).run("apply", "-f", "-").text();
            kubectl.reading(deployment("train", 2, ", kerf.dev/queue: research"))
                    .run("apply", "-f", "-")
                    .text();
            String path = "jsonpath={.status.conditions[?(@.type==\"Ready\")].message}";
            Await.until(
                    "what the queue has come to",
                    () -> kubectl.run("get", "queue", "research", "-o", path).text(),
                    "is sure of 4 GPUs, deserves 4 GPUs and has 4 GPUs; 1 pod is waiting"::equals);
            assertThat(kubectl.run("get", "kq").text()).contains("GUARANTEE", "research");
        });
    }

    /** A pod that shares a card runs, and the reservation that holds the card tells which it is. */
    private static void shares(Tool kubectl) {
        kubectl.run("delete", "deploy/web", "pod/big", "--wait=true").text();
        kubectl.reading("""
                apiVersion: v1
                kind: Pod
                metadata: {name: half, annotations: {gpu-fraction: "0.5"}}
                spec:
                  schedulerName: kerf
                  containers: [{name: main, image: "web:1"}]
                """).run("apply", "-f", "-").text();
        kubectl.run("wait", "--for=condition=Ready", "pod/half", "--timeout=120s")
                .text();
        String told = "jsonpath={.items[0].status.containerStatuses[0].lastState.terminated.message}";
        Await.until(
                "the reservation's card",
                () -> kubectl.run("get", "pods", "-n", "kerf-resource-reservation", "-o", told)
                        .text(),
                card -> card.startsWith("GPU-a100-"));
    }

    private static void join(Thread up) {
        try {
            assertThat(up.join(java.time.Duration.ofSeconds(TimeUnit.MINUTES.toSeconds(3))))
                    .isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void badInputIsNamed() throws IOException {
        Kerf both = Kerf.run("up", "--kubeconfig", "some", "--port", "1234");
        assertThat(both.code()).isEqualTo(2);
        assertThat(both.err()).contains("--nodes, --dir and --port are the embedded cluster's");
        Path twice = Files.writeString(folder.resolve("twice.yaml"), "- {name: n}\n- {name: n}\n");
        Kerf refused = Kerf.run("up", "--until-ready", "--nodes", twice.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("nodes \"n\" already exists", "a name of its own");
        Kerf missing = Kerf.run(
                "up", "--until-ready", "--nodes", folder.resolve("none.yaml").toString());
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("none.yaml");
    }
}
