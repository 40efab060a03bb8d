package dev.kerf.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Planner;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.worth.Knobs;
import dev.kerf.core.worth.Outlook;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.kube.survey.Survey;
import dev.kerf.objects.cycle.CycleFile;
import dev.kerf.objects.cycle.SavedCycle;
import dev.kerf.sim.kerf.KerfPolicy;
import dev.kerf.sim.kerf.NotedPolicy;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Own;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How much memory {@code kerf up} takes, how long it is until its first binding, and how large its first cycle is when it is
 * saved; with so many days of measurements, how much it takes when it has read them from a Prometheus and worked all advice out.
 * Run by {@code ./build memory}.
 */
@OnControlPlane
class MemoryStudy {
    private static final int AT_ONCE = 32;
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final int NODES = Integer.getInteger("kerf.memory.nodes", 500);
    private static final int PODS = Integer.getInteger("kerf.memory.pods", 4000);
    private static final int MOST_MIB = Integer.getInteger("kerf.memory.most", 200);
    /** Of measurements; 0: nobody measures. */
    private static final int DAYS = Integer.getInteger("kerf.memory.days", 0);

    private static final int CARDS = 8;

    @Test
    void staysBelow(@Own ControlPlane plane) throws IOException, InterruptedException {
        try (Api api = Api.connect(new Access(plane.kubeconfig(), null));
                MeasuredTwin twin = MeasuredTwin.of(Math.max(1, DAYS))) {
            fill(api);
            if (DAYS > 0) {
                fill(twin);
            }
            long saved = saved(api, plane.directory().resolve("cycle.json.gz"));
            Path log = plane.directory().resolve("kerf.log");
            long start = System.nanoTime();
            Process kerf = new ProcessBuilder(command(plane, twin))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                until(() -> some(api, "spec.nodeName!="));
                double first = (System.nanoTime() - start) / 1e9;
                until(() -> !some(api, "spec.nodeName="));
                double all = (System.nanoTime() - start) / 1e9;
                until(() -> DAYS == 0 || line(log, "event=advised").isPresent());
                report(kerf, first, all, saved, line(log, "event=advised").orElse(""));
            } finally {
                kerf.destroy();
                kerf.waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    private static List<String> command(ControlPlane plane, MeasuredTwin twin) {
        Path root = Path.of(System.getProperty("kerf.root", "..")).toAbsolutePath();
        List<String> words = new ArrayList<>(List.of(
                System.getProperty("kerf.memory.kerf", root.resolve("kerf").toString()),
                "up",
                "--kubeconfig",
                plane.kubeconfig().toString()));
        if (DAYS > 0) {
            String audit = plane.directory().resolve("audit.jsonl").toString();
            words.addAll(List.of("--act", "--audit", audit, "--days", Integer.toString(DAYS)));
            words.addAll(List.of("--prometheus", twin.prometheus().toString()));
        }
        return words;
    }

    private static Optional<String> line(Path log, String such) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(such)).findFirst();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The size of the first cycle's file; read again, it must be decided the same. */
    private static long saved(Api api, Path file) throws IOException {
        NotedPolicy policy = new NotedPolicy(KerfPolicy.ofWhatIsThere(Knobs.TUNED));
        Cluster cluster = new Survey(api).cluster("kerf", Instant.now()).cluster();
        Plan plan = Planner.plan(Snapshot.of(cluster), policy, 0);
        Outlook outlook = Objects.requireNonNull(policy.outlook());
        CycleFile.write(new SavedCycle("a study", "kerf", 1, 0, outlook, null, cluster, plan), file);
        assertThat(CycleFile.read(file).replay()).isEqualTo(plan);
        return Files.size(file);
    }

    /** @param advised what the log says of it; empty: nobody measures */
    private static void report(Process kerf, double first, double all, long saved, String advised) throws IOException {
        long peak = mebibytes(kerf, "VmHWM:");
        String line =
                "%d nodes, %d pods: first binding %.1f s after the start, all after %.1f s; RSS %d MiB, at most %d MiB;"
                                .formatted(NODES, PODS, first, all, mebibytes(kerf, "VmRSS:"), peak)
                        + " the first cycle, saved: %.1f MB".formatted(saved / 1e6)
                        + (advised.isEmpty() ? "" : "; %d days of measurements: %s".formatted(DAYS, advised));
        Path report = Path.of(System.getProperty("kerf.root", ".."), "target", "memory.txt");
        Files.createDirectories(report.toAbsolutePath().getParent());
        Files.writeString(report, line + "\n");
        assertThat(peak).as(line).isLessThanOrEqualTo(MOST_MIB);
    }

    private static long mebibytes(Process process, String key) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"));
        String line = lines.stream().filter(l -> l.startsWith(key)).findFirst().orElseThrow();
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static boolean some(Api api, String selector) {
        String path = "/api/v1/pods?limit=1&fieldSelector=spec.schedulerName%3Dkerf%2C"
                + selector.replace("!", "%21").replace("=", "%3D");
        return new String(api.ask(Request.get(path)).body(), UTF_8).contains("\"uid\"");
    }

    /** Nine of ten pods stand already; the rest is Kerf's to place. */
    private static void fill(Api api) {
        create(api, "/api/v1/nodes", NODES, MemoryStudy::node);
        create(api, "/api/v1/namespaces/default/pods", PODS, MemoryStudy::pod);
    }

    /** Those that stand. */
    private static void fill(MeasuredTwin twin) {
        for (int i = 0; i < NODES; i++) {
            twin.node("node-%05d".formatted(i), CARDS);
        }
        for (int i = 0; i < PODS; i++) {
            if (!pending(i)) {
                twin.pod(i, "pod-%06d".formatted(i), home(i), gpus(i));
            }
        }
    }

    private static boolean pending(int i) {
        return i % 10 == 9;
    }

    private static String home(int i) {
        return "node-%05d".formatted((i * 7 + i / NODES) % NODES);
    }

    private static int gpus(int i) {
        return i % 10 == 4 || i % 10 == 0 ? 0 : 1;
    }

    private static void create(Api api, String path, int count, IntFunction<String> object) {
        Semaphore room = new Semaphore(AT_ONCE);
        AtomicInteger failed = new AtomicInteger();
        for (int i = 0; i < count; i++) {
            room.acquireUninterruptibly();
            var _ = api.send(Request.post(path, object.apply(i).getBytes(UTF_8)))
                    .thenAccept(answer -> {
                        failed.addAndGet(made(answer) ? 0 : 1);
                        room.release();
                    });
        }
        room.acquireUninterruptibly(AT_ONCE);
        assertThat(failed.get()).as("objects that could not be made at " + path).isZero();
    }

    private static boolean made(Answer answer) {
        return answer.ok() || answer.passing();
    }

    private static String node(int i) {
        String images =
                "{\"names\":[\"registry.example/team/image-%d@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"],\"sizeBytes\":123456789}";
        StringBuilder all = new StringBuilder();
        for (int image = 0; image < 30; image++) {
            all.append(image == 0 ? "" : ",").append(images.formatted(image));
        }
        return """
                {"apiVersion":"v1","kind":"Node","metadata":{"name":"node-%1$05d","labels":{"kubernetes.io/hostname":"node-%1$05d",
                "topology.kubernetes.io/zone":"zone-%2$d","nvidia.com/gpu.product":"NVIDIA-A100-SXM4-80GB","nvidia.com/gpu.memory":"81920",
                "nvidia.com/gpu.count":"8","node.kubernetes.io/instance-type":"p4de","kubernetes.io/arch":"amd64","kubernetes.io/os":"linux"}},
                "status":{"images":[%3$s],"allocatable":{"cpu":"96","memory":"1100Gi","pods":"110","nvidia.com/gpu":"8"},
                "capacity":{"cpu":"96","memory":"1152Gi","pods":"110","nvidia.com/gpu":"8"}}}""".formatted(i, i % 8, all);
    }

    private static String pod(int i) {
        String where = pending(i) ? "\"schedulerName\":\"kerf\"," : "\"nodeName\":\"%s\",".formatted(home(i));
        StringBuilder env = new StringBuilder();
        for (int e = 0; e < 25; e++) {
            env.append(e == 0 ? "" : ",")
                    .append("{\"name\":\"SETTING_%d\",\"value\":\"the value of setting %d\"}".formatted(e, e));
        }
        String gpu = gpus(i) == 0 ? "" : ",\"nvidia.com/gpu\":\"1\"";
        return """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"pod-%1$06d","labels":{"app":"app-%2$d","team":"team-%3$d","pod-template-hash":"5d4f8c"},
                "annotations":{"prometheus.io/scrape":"true","checksum/config":"0123456789abcdef0123456789abcdef"},
                "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"app-%2$d-5d4f8c","uid":"00000000-0000-0000-0000-%2$012d","controller":true}]},
                "spec":{%4$s"tolerations":[{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}],
                "containers":[{"name":"main","image":"registry.example/app:1","env":[%5$s],
                "resources":{"requests":{"cpu":"2","memory":"8Gi"%6$s},"limits":{"memory":"8Gi"%6$s}}}]}}""".formatted(i, i % 500, i % 40, where, env, gpu);
    }
}
