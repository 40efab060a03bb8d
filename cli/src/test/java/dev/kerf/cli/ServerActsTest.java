package dev.kerf.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Advice;
import dev.kerf.core.model.Cluster;
import dev.kerf.fakecluster.FakeCluster;
import dev.kerf.fakecluster.Settings;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.kube.install.Installation;
import dev.kerf.objects.price.PriceFile;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.ServerObject;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.server.Profile;
import dev.kerf.server.Reporting;
import dev.kerf.server.Running;
import dev.kerf.server.act.Adviser;
import dev.kerf.server.act.Counsel;
import dev.kerf.server.act.Terms;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.Prometheus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server on the embedded cluster: what was measured becomes advice, and the advice a smaller part, without a person. */
class ServerActsTest {
    private static final String NODE = """
            apiVersion: v1
            kind: Node
            metadata:
              name: a
              annotations: {kerf.dev/told-for: 14d}
              labels:
                nvidia.com/gpu.product: NVIDIA-A100-SXM4-80GB
                nvidia.com/gpu.memory: "81920"
                node.kubernetes.io/instance-type: Standard_NC24ads_A100_v4
            status:
              capacity: {cpu: "96", memory: 1152Gi, pods: "110", nvidia.com/gpu: "2"}
              allocatable: {cpu: "96", memory: 1152Gi, pods: "110", nvidia.com/gpu: "2"}
              conditions: [{type: Ready, status: "True"}]
            """;
    private static final String WEB = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: web, namespace: default}
            spec:
              replicas: 1
              serviceName: web
              selector: {matchLabels: {app: web}}
              template:
                metadata:
                  labels: {app: web}
                  annotations:
                    gpu-fraction: "0.9"
                    kerf.dev/told-for: 14d
                    kerf.dev/load: "{gpu: [0.1, 0.2], gpuMemory: 12Gi, cpu: 1, memory: 8Gi}"
                spec:
                  schedulerName: kerf
                  containers: [{name: main, image: none, resources: {requests: {cpu: "4", memory: 16Gi}}}]
            """;
    private static final String POD = "/api/v1/namespaces/default/pods/web-0";
    private final List<String> said = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    private static String policy(String latency) {
        return """
                apiVersion: kerf.dev/v1alpha1
                kind: SizingPolicy
                metadata: {name: nights}
                spec:
                  level: L3
                  windows: [{from: "00:00", to: "00:00"}]
                  minSavingPerDay: 0
                  slo: [{name: latency, query: "%s", atMost: 0.25, lasting: 2s}]
                """.formatted(latency);
    }

    /** Advice from the embedded cluster's measurements, SLOs from a real Prometheus. */
    private record Both(MeasuredAdviser adviser, Prometheus prometheus) implements Adviser {
        @Override
        public Counsel about(Cluster cluster) {
            return adviser.about(cluster);
        }

        @Override
        public void followed(Advice advice, Instant now) {
            adviser.followed(advice, now);
        }

        @Override
        public List<Double> values(String query, Instant from, Instant to, Duration step) {
            return Advising.values(
                    dev.kerf.observe.prometheus.Access.to(prometheus.uri()), query, Range.between(from, to, step));
        }
    }

    @Test
    void aPartShrinksInPlaceAndComesBackWhenAPromiseIsBroken() throws IOException {
        Optional<Prometheus> real = Prometheus.start(
                "a part that shrinks and comes back by a real Prometheus", "scrape_configs: []\n", folder);
        if (real.isEmpty()) {
            return;
        }
        try (Prometheus prometheus = real.get();
                FakeCluster cluster = FakeCluster.start(Settings.whole().measured(Duration.ofMinutes(1)))) {
            Await.until("Prometheus", () -> prometheus.query("vector(1)").contains("success"));
            Installation.kinds().forEach(kind -> cluster.create(kind.yaml()));
            cluster.create(NODE);
            cluster.create(WEB);
            cluster.create(policy("vector(0.2)"));
            acts(cluster, prometheus);
        }
    }

    private void acts(FakeCluster cluster, Prometheus prometheus) {
        Access access = new Access(cluster.kubeconfig(), null);
        Ledger ledger = new Ledger(folder.resolve("audit.jsonl"));
        MeasuredAdviser adviser = new MeasuredAdviser(
                () -> dev.kerf.observe.prometheus.Access.to(cluster.prometheus()),
                Duration.ofDays(14),
                PriceFile.listPrices(),
                ledger,
                InstantSource.system());
        Terms terms = new Terms(
                ledger.log(),
                new Both(adviser, prometheus),
                Duration.ofSeconds(1),
                Duration.ofMillis(200),
                InstantSource.system());
        try (Api api = Api.connect(access);
                Running running =
                        Running.on(access, new Profile("kerf", null).acting(terms), Reporting.sentences(said::add))) {
            Thread.ofVirtual().start(() -> run(running));
            Await.until("a smaller part " + said, () -> part(api), part -> !part.isEmpty() && !part.equals("0.9"));
            assertThat(ledger.read()).singleElement().satisfies(expected -> assertThat(expected.workload())
                    .isEqualTo("StatefulSet/web"));
            Answer changed = api.ask(Request.mergePatch(
                    "/apis/kerf.dev/v1alpha1/sizingpolicies/nights",
                    "{\"spec\":{\"slo\":[{\"name\":\"latency\",\"query\":\"vector(0.31)\",\"atMost\":0.25,\"lasting\":\"2s\"}]}}"
                            .getBytes(UTF_8)));
            assertThat(changed.ok()).as("%s", changed).isTrue();
            Await.until("the old part " + said, () -> part(api), "0.9"::equals);
            assertThat(field(api, "/apis/apps/v1/namespaces/default/statefulsets/web", "kerf.dev/backoff"))
                    .contains("SLO latency is broken: 0.31 is more than 0.25, and was for 2 s");
        }
    }

    private static void run(Running running) {
        try {
            running.run();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static String part(Api api) {
        return field(api, POD, "gpu-fraction");
    }

    private static String field(Api api, String path, String annotation) {
        Answer answer = api.ask(Request.get(path));
        try {
            Field root = answer.ok() ? ServerObject.read(answer.body()) : null;
            return root == null
                    ? ""
                    : root.at("metadata", "annotations").get(annotation).text();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
