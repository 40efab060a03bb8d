package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.fakecluster.FakeCluster;
import dev.kerf.fakecluster.Settings;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.kube.install.Installation;
import dev.kerf.objects.price.PriceFile;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.ServerObject;
import dev.kerf.server.Profile;
import dev.kerf.server.Reporting;
import dev.kerf.server.Running;
import dev.kerf.server.act.ActingTerms;
import dev.kerf.server.http.Listen;
import dev.kerf.server.log.EventLog;
import dev.kerf.server.log.Level;
import dev.kerf.server.log.LogFormat;
import dev.kerf.testbed.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
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
    private static final List<String> ALL = List.of("less", "more", "alone", "blurred", "hidden");
    private static final String NODE = """
            apiVersion: v1
            kind: Node
            metadata:
              name: NAME
              annotations: {kerf.dev/told-for: 14d, kerf.dev/gpu-exporters: "EXPORTERS"}
              labels:
                pool: POOL
                nvidia.com/gpu.product: NVIDIA-A100-SXM4-80GB
                nvidia.com/gpu.memory: "81920"
                node.kubernetes.io/instance-type: Standard_NC24ads_A100_v4
            status:
              capacity: {cpu: "24", memory: 220Gi, pods: "110", nvidia.com/gpu: "1"}
              allocatable: {cpu: "24", memory: 220Gi, pods: "110", nvidia.com/gpu: "1"}
              conditions: [{type: Ready, status: "True"}]
            """;
    private static final String SET = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: NAME, namespace: default}
            spec:
              replicas: 1
              serviceName: NAME
              selector: {matchLabels: {app: NAME}}
              template:
                metadata:
                  labels: {app: NAME, team: one}
                  annotations: {gpu-fraction: "PART", kerf.dev/told-for: 14d, kerf.dev/load: "LOAD"}
                spec:
                  schedulerName: kerf
                  nodeSelector: {pool: POOL}
                  containers:
                  - {name: main, image: none, resources: {requests: {cpu: "2", memory: 16Gi}}}
            """;
    private static final String POLICY = """
            apiVersion: kerf.dev/v1alpha1
            kind: SizingPolicy
            metadata: {name: always}
            spec:
              level: L4
              scope: {namespaces: [default]}
              budget: {perHour: 100, atOnce: 100}
            """;
    private final List<String> said = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // before each
    private FakeCluster cluster;

    @SuppressWarnings("NullAway.Init") // before each
    private Api api;

    @BeforeEach
    void begin() throws IOException {
        cluster = FakeCluster.start(Settings.whole().measured(Duration.ofMinutes(1)));
        Installation.kinds().forEach(kind -> cluster.create(kind.yaml()));
        api = Api.connect(new Access(cluster.kubeconfig(), null));
    }

    @AfterEach
    void end() {
        api.close();
        cluster.close();
    }

    private void node(String name, String pool, String exporters) {
        cluster.create(NODE.replace("NAME", name).replace("POOL", pool).replace("EXPORTERS", exporters));
    }

    private void set(String name, String pool, String part, String load) {
        cluster.create(SET.replace("NAME", name)
                .replace("POOL", pool)
                .replace("PART", part)
                .replace("LOAD", load));
        Await.until(name + " to run", () -> pod(name).at("status", "phase").text(), "Running"::equals);
    }

    private Field read(String path) {
        try {
            return ServerObject.read(api.ask(Request.get(path)).body());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private Field pod(String name) {
        return read("/api/v1/namespaces/default/pods/" + name + "-0");
    }

    private String annotation(String name, String key) {
        return pod(name).at("metadata", "annotations").get(key).text();
    }

    private String part(String name) {
        return annotation(name, "gpu-fraction");
    }

    /** Two share the card of a node that tells containers apart, one is alone on another's, two share a third's. */
    private void work() {
        node("a", "mixed", "");
        node("c", "old", "dcgm-exporter");
        set("less", "mixed", "0.6", "{gpu: 0.1, gpuMemory: 8Gi, cpu: 0.5, memory: 4Gi}");
        set("more", "mixed", "0.35", "{gpu: 0.5, gpuMemory: 20Gi, cpu: 0.5, memory: 4Gi}");
        node("b", "mixed", "dcgm-exporter");
        set("alone", "mixed", "0.6", "{gpu: 0.1, gpuMemory: 8Gi, cpu: 0.5, memory: 4Gi}");
        set("blurred", "old", "0.5", "{gpu: 0.1, gpuMemory: 8Gi, cpu: 0.5, memory: 4Gi}");
        set("hidden", "old", "0.4", "{gpu: 0.1, gpuMemory: 8Gi, cpu: 0.5, memory: 4Gi}");
    }

    @Test
    void whatIsUsedOfASharedGpuBecomesThePartInPlaceAndWhatIsNotKnownChangesNothing() {
        EventLog events = new EventLog(LogFormat.TEXT, Level.DEBUG, InstantSource.system(), line -> {
            if (!line.contains("event=cycle")) {
                said.add(line);
            }
        });
        try (Running running = Running.on(
                new Access(cluster.kubeconfig(), null),
                new Profile("kerf", null).acting(terms()),
                Reporting.to(events, "1", Listen.OFF, null))) {
            Thread.ofVirtual().start(() -> run(running));
            work();
            Map<String, String> before = identities();
            cluster.create(POLICY);
            Await.until("less to have less", () -> seen("less"), now -> now.startsWith("0.1"));
            Await.until("so has who is alone on its card", () -> seen("alone"), now -> now.startsWith("0.1"));
            Await.until("more to have more", () -> seen("more"), now -> now.startsWith("0.6"));
            assertThat(identities()).as("nobody was evicted").isEqualTo(before);
            unknown();
            books();
        }
    }

    /** The part, or what was said meanwhile. */
    private String seen(String name) {
        return part(name) + " " + said;
    }

    private ActingTerms terms() {
        Ledger ledger = new Ledger(folder.resolve("audit.jsonl"));
        Histories histories = new Histories(
                () -> dev.kerf.observe.prometheus.Access.to(cluster.prometheus()),
                null,
                Duration.ofDays(14),
                Duration.ofDays(14),
                InstantSource.system());
        MeasuredAdviser adviser = new MeasuredAdviser(histories, PriceFile.listPrices(), ledger);
        return new ActingTerms(
                ledger.log(), adviser, Duration.ofSeconds(2), Duration.ofMillis(500), InstantSource.system());
    }

    private static void run(Running running) {
        try {
            running.run();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, String> identities() {
        return ALL.stream()
                .collect(Collectors.toMap(
                        name -> name, name -> pod(name).at("metadata", "uid").text()));
    }

    /** What pods say is what Kerf has in its books: the rest of a card is there for another, and no more than that. */
    private void books() {
        String top = command("top", "-o", "json").out().replaceAll("\\s+", "");
        for (String name : ALL) {
            assertThat(annotation(name, "kerf.dev/gpu-portion")).isEqualTo(part(name));
            assertThat(top).contains("\"workload\":\"StatefulSet/" + name + "\",\"pods\":1,\"gpus\":" + part(name));
        }
        set("large", "mixed", "0.8", "{}");
        assertThat(pod("large").at("spec", "nodeName").text())
                .as("beside who had 0.6 of it")
                .isEqualTo("b");
    }

    /** Of two that share a card of which only the card is measured. */
    private void unknown() {
        assertThat(Stream.of("blurred", "hidden").map(this::part)).containsExactly("0.5", "0.4");
        Field set = read("/apis/apps/v1/namespaces/default/statefulsets/blurred");
        assertThat(set.at("metadata", "annotations").get("kerf.dev/guards").text())
                .contains("enough-evidence", "only the card is measured", "gpu-process-exporter");
        String advice = command("advise").out();
        assertThat(advice).contains("measurements: 1 of 3 GPUs are shared while only the GPU is measured");
        assertThat(advice).doesNotContain("gpu-reservation-");
        assertThat(command("top").out().lines().filter(line -> line.contains("StatefulSet/hidden")))
                .singleElement()
                .asString()
                .contains("?");
    }

    private Kerf command(String... words) {
        List<String> more = List.of(
                "--kubeconfig",
                cluster.kubeconfig().toString(),
                "--prometheus",
                cluster.prometheus().toString());
        return Kerf.run(Stream.concat(Stream.of(words), more.stream()).toArray(String[]::new));
    }
}
