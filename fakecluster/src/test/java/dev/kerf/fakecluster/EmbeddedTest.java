package dev.kerf.fakecluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerf.testbed.Await;
import dev.kerf.testbed.Tool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only an embedded cluster can be asked. */
class EmbeddedTest {
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: %s, annotations: {kerf.dev/runs-for: 10ms}}
            spec: {nodeName: %s, containers: [{name: main, image: none}]}
            """;

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // before each
    private FakeCluster cluster;

    @BeforeEach
    void start() throws IOException {
        cluster = FakeCluster.start(Settings.whole().in(folder));
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    private String get(String path) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(cluster.server() + path))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void node(String name) {
        cluster.create(Map.of("apiVersion", "v1", "kind", "Node", "metadata", Map.of("name", name)));
    }

    @Test
    void whatIsForgottenIsGone() {
        String from = Long.toString(cluster.revision());
        node("a");
        node("b");
        String page = get("/api/v1/nodes?limit=1");
        cluster.compact();
        String watch = get("/api/v1/nodes?watch=1&timeoutSeconds=1&resourceVersion=" + from);
        assertThat(watch)
                .contains("\"type\":\"ERROR\"", "\"code\":410", "\"reason\":\"Expired\"", "too old resource version");
        String more = page.replaceAll(".*\"continue\":\"([^\"]+)\".*", "$1");
        assertThat(get("/api/v1/nodes?limit=1&continue=" + more)).contains("\"code\":410");
        String now = Long.toString(cluster.revision());
        assertThat(get("/api/v1/nodes?watch=1&timeoutSeconds=1&resourceVersion=" + now))
                .doesNotContain("ERROR");
    }

    @Test
    void aPodOnANodeThatIsNotThereWaitsForIt() {
        cluster.create(POD.formatted("p", "later"));
        assertThat(get("/api/v1/namespaces/default/pods/p")).contains("\"phase\":\"Pending\"");
        node("later");
        Await.until(
                "the pod to run", () -> get("/api/v1/namespaces/default/pods/p").contains("\"phase\":\"Running\""));
    }

    @Test
    void aPodThatHoldsACardSaysWhich() {
        node("n");
        for (String name : new String[] {"a", "b"}) {
            cluster.create("""
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: %1$s, labels: {runai-gpu-group: group-%1$s}}
                    spec:
                      nodeName: n
                      containers: [{name: hold, image: none, resources: {limits: {nvidia.com/gpu: 1}}}]
                    """.formatted(name));
        }
        Await.until(
                "the card of a", () -> get("/api/v1/namespaces/default/pods/a").contains("GPU-n-"));
        Await.until(
                "the card of b", () -> get("/api/v1/namespaces/default/pods/b").contains("GPU-n-"));
        String all = get("/api/v1/namespaces/default/pods");
        assertThat(all)
                .contains("\"lastState\"", "\"message\":\"GPU-n-0\"", "\"message\":\"GPU-n-1\"")
                .contains("\"resourceID\":\"GPU-n-0\"");
    }

    @Test
    void theGangApiOfOlderServersIsThere() {
        String group = """
                apiVersion: scheduling.k8s.io/v1alpha2
                kind: PodGroup
                metadata: {name: g}
                spec: {schedulingPolicy: {gang: {minCount: 4}}}
                """;
        Tool kubectl = Tool.kubectl(cluster.kubeconfig(), folder);
        kubectl.reading(group).run("apply", "-f", "-").text();
        assertThat(get("/apis/scheduling.k8s.io/v1alpha2/namespaces/default/podgroups/g"))
                .contains("v1alpha2", "\"minCount\":4");
        assertThat(get("/apis/scheduling.k8s.io/v1beta1/namespaces/default/podgroups/g"))
                .contains("v1beta1", "\"minCount\":4");
        assertThat(kubectl.run("get", "podgroups").text())
                .matches("(?s)NAME +POLICY +WORKLOAD +STATUS +AGE\\s+g +Gang +<none> +Pending +\\d+s");
    }

    @Test
    void whatTheServerWouldRefuseIsRefused() {
        node("n");
        assertThatThrownBy(() -> node("n")).hasMessage("nodes \"n\" already exists");
        assertThatThrownBy(() -> cluster.create("{kind: Nonsense, apiVersion: v1}"))
                .hasMessageContaining("no kind Nonsense");
        assertThatThrownBy(() -> FakeCluster.start(
                        Settings.whole().onPort(cluster.server().getPort())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is taken");
    }

    @Test
    void aFleetIsReadLineByLine() throws IOException {
        assertThat(Fleet.usual()).hasSize(18);
        Path file = Files.writeString(folder.resolve("nodes.yaml"), """
                - {name: a100, count: 2, model: A100, gpus: 8}
                - {name: mig, model: A100, mig: {1g.10gb: "28"}, colour: red}
                """);
        StringBuilder warned = new StringBuilder();
        Fleet.read(file.toString(), System.in, warning -> warned.append(warning))
                .forEach(cluster::create);
        assertThat(warned).contains("nodes.yaml:2", "colour", "is not known here");
        assertThat(get("/api/v1/nodes/a100-2"))
                .contains("NVIDIA-A100-SXM4-80GB", "\"nvidia.com/gpu\":\"8\"", "\"Ready\"");
        assertThat(get("/api/v1/nodes/mig")).contains("nvidia.com/mig-1g.10gb");
        Path empty = Files.writeString(folder.resolve("empty.yaml"), "[]");
        assertThatThrownBy(() -> Fleet.read(empty.toString(), System.in, warning -> {}))
                .hasMessageContaining("has no nodes");
    }
}
