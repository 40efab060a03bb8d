package dev.kerf.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Own;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Kueue's published baseline on a real API server, run by {@code ./build baseline}: five cohorts of six queues, each with a quota of
 * 20 and up to 100 borrowed, to which 350 small, 100 medium and 50 large pieces of work come in a minute; what is bound is
 * done after its time, as there. A piece of work is a pod here and a Workload there. The work alone takes 66 s at least.
 */
@OnControlPlane
class BaselineStudy {
    private static final int COHORTS = 5;
    private static final int QUEUES = 6;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final Pattern EVENT = Pattern.compile(
            "\"type\":\"(ADDED|DELETED)\".*?\"name\":\"((small|medium|large)-(\\d+)-(\\d+)-\\d+)\"", Pattern.DOTALL);

    /** What is said of one that has to leave, and of which it is said. */
    private static final Pattern NOTE =
            Pattern.compile("\"regarding\":\\{[^}]*\"name\":\"(small|medium|large)-[^}]*\\}[^}]*"
                    + "\"note\":\"leaves for pod (small|medium|large)-[-0-9]*, ([^\"]*)\"");

    /** A class of work: how many for each queue, how often one comes, how long it runs, what it is worth and asks for. */
    private enum Kind {
        SMALL(350, 100, 200, 50, 1),
        MEDIUM(100, 500, 500, 100, 5),
        LARGE(50, 1200, 1000, 200, 20);

        private final int count;
        private final int everyMillis;
        private final int runsMillis;
        private final int priority;
        private final int cpus;

        Kind(int count, int everyMillis, int runsMillis, int priority, int cpus) {
            this.count = count;
            this.everyMillis = everyMillis;
            this.runsMillis = runsMillis;
            this.priority = priority;
            this.cpus = cpus;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(4);
    /** Each request has a connection of its own. */
    private final Semaphore atOnce = new Semaphore(32);

    private final Set<String> done = ConcurrentHashMap.newKeySet();
    /** How often each was sent away. */
    private final Map<String, Integer> lives = new ConcurrentHashMap<>();

    private final AtomicInteger again = new AtomicInteger();
    private final CountDownLatch left = new CountDownLatch(COHORTS
            * QUEUES
            * Arrays.stream(Kind.values()).mapToInt(k -> k.count).sum());

    @Test
    void allIsDone(@Own ControlPlane plane) throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("kerf.root", "..")).toAbsolutePath();
        plane.apply(Files.readString(root.resolve("deploy/chart/kerf/crds/queues.kerf.dev.yaml")))
                .text();
        Await.until("queues to be served", () -> plane.kubectl("get", "kq").succeeded());
        plane.apply(priorities() + queues() + nodes()).text();
        Process kerf = new ProcessBuilder(
                        root.resolve("kerf").toString(),
                        "up",
                        "--kubeconfig",
                        plane.kubeconfig().toString())
                .redirectErrorStream(true)
                .redirectOutput(plane.directory().resolve("kerf.log").toFile())
                .start();
        try (Api api = Api.connect(new Access(plane.kubeconfig(), null))) {
            Thread.ofVirtual().start(() -> look(api));
            long start = System.nanoTime();
            come(api);
            assertThat(left.await(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("%d are left", left.getCount())
                    .isTrue();
            report(root, (System.nanoTime() - start) / 1e9, sentAway(api));
        } finally {
            clock.shutdownNow();
            kerf.destroy();
            kerf.waitFor(10, TimeUnit.SECONDS);
        }
    }

    /** A stream that has ended, or says nothing any more, is begun anew; it begins with all that are bound by then. */
    private void look(Api api) {
        while (left.getCount() > 0) {
            api.follow(PODS + "?watch=1&fieldSelector=spec.nodeName%21%3D", line -> seen(api, line))
                    .await(Duration.ofSeconds(5));
        }
    }

    /** Who had to leave for whom, counted by the events about it. */
    private static SortedMap<String, Integer> sentAway(Api api) {
        Answer events =
                api.ask(Request.get("/apis/events.k8s.io/v1/namespaces/default/events?fieldSelector=reason%3DEvicted"));
        SortedMap<String, Integer> counts = new TreeMap<>();
        Matcher each = NOTE.matcher(new String(events.body(), UTF_8));
        while (each.find()) {
            String grounds = each.group(3).contains("higher priority") ? "of its queue" : "of another queue";
            counts.merge(each.group(1) + " for " + each.group(2) + " " + grounds, 1, Integer::sum);
        }
        return counts;
    }

    private void report(Path root, double seconds, SortedMap<String, Integer> sentAway) throws IOException {
        int all = COHORTS
                * QUEUES
                * Arrays.stream(Kind.values()).mapToInt(k -> k.count).sum();
        String line = "%,d pieces of work in %.1f s, %.1f/s; %d were sent away: %s; work alone: 66 s%n"
                .formatted(all, seconds, all / seconds, again.get(), sentAway);
        Path report = root.resolve("target/baseline.txt");
        Files.createDirectories(report.getParent());
        Files.writeString(report, line);
    }

    private static String priorities() {
        StringBuilder yaml = new StringBuilder();
        for (Kind kind : Kind.values()) {
            yaml.append("""
                    apiVersion: scheduling.k8s.io/v1
                    kind: PriorityClass
                    metadata: {name: %s}
                    value: %d
                    ---
                    """.formatted(kind.word(), kind.priority));
        }
        return yaml.toString();
    }

    private static String queues() {
        StringBuilder yaml = new StringBuilder();
        for (int c = 0; c < COHORTS; c++) {
            yaml.append(queue("cohort-" + c, "", "{guarantee: \"0\", limit: \"120\"}"));
            for (int q = 0; q < QUEUES; q++) {
                String parent = ", parent: cohort-" + c;
                yaml.append(
                        queue("queue-" + c + "-" + q, parent, "{guarantee: \"20\", limit: \"120\", borrow: \"100\"}"));
            }
        }
        return yaml.toString();
    }

    private static String queue(String name, String parent, String cpu) {
        return """
                apiVersion: kerf.dev/v1alpha1
                kind: Queue
                metadata: {name: %s}
                spec: {resources: {cpu: %s}%s}
                ---
                """.formatted(name, cpu, parent);
    }

    /** Room enough that quotas alone decide. */
    private static String nodes() {
        StringBuilder yaml = new StringBuilder();
        for (int n = 0; n < 20; n++) {
            yaml.append("""
                    apiVersion: v1
                    kind: Node
                    metadata: {name: node-%d}
                    status:
                      allocatable: {cpu: "100", memory: 512Gi, pods: "250"}
                      capacity: {cpu: "100", memory: 512Gi, pods: "250"}
                    ---
                    """.formatted(n));
        }
        return yaml.toString();
    }

    private void come(Api api) {
        for (int queue = 0; queue < COHORTS * QUEUES; queue++) {
            for (Kind kind : Kind.values()) {
                for (int i = 0; i < kind.count; i++) {
                    String name = "%s-%d-%d-%d".formatted(kind.word(), queue / QUEUES, queue % QUEUES, i);
                    later(() -> create(api, name, kind), (long) i * kind.everyMillis);
                }
            }
        }
    }

    private void later(Runnable what, long millis) {
        var _ = clock.schedule(what, millis, TimeUnit.MILLISECONDS);
    }

    private void create(Api api, String name, Kind kind) {
        String[] parts = name.split("-", -1);
        String pod = """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s","labels":{"kerf.dev/queue":"queue-%s-%s"}},
                 "spec":{"schedulerName":"kerf","priorityClassName":"%s","terminationGracePeriodSeconds":0,
                  "containers":[{"name":"main","image":"none","resources":{"requests":{"cpu":"%d"}}}]}}""".formatted(name, parts[1], parts[2], parts[0], kind.cpus);
        send(api, Request.post(PODS, pod.getBytes(UTF_8)), answer -> answer.ok() || answer.exists());
    }

    /** Asked until the answer is as it has to be. */
    private void send(Api api, Request request, Predicate<Answer> right) {
        atOnce.acquireUninterruptibly();
        var _ = api.send(request).thenAccept(answer -> {
            atOnce.release();
            if (!right.test(answer)) {
                later(() -> send(api, request, right), 100);
            }
        });
    }

    /** What is bound runs for its time and is gone; what was sent away before that comes again. */
    private void seen(Api api, byte[] line) {
        Matcher event = EVENT.matcher(new String(line, UTF_8));
        if (!event.find()) {
            return;
        }
        String name = event.group(2);
        Kind kind = Kind.valueOf(event.group(3).toUpperCase(Locale.ROOT));
        if (event.group(1).equals("ADDED")) {
            int life = lives.getOrDefault(name, 0);
            later(() -> end(api, name, life), kind.runsMillis);
        } else if (!done.contains(name)) {
            again.incrementAndGet();
            lives.merge(name, 1, Integer::sum);
            later(() -> create(api, name, kind), 0); // this thread brings the answers that a request may wait for
        }
    }

    private void end(Api api, String name, int life) {
        if (life == lives.getOrDefault(name, 0) && done.add(name)) {
            left.countDown();
            send(api, Request.delete(PODS + "/" + name), answer -> answer.ok() || answer.code() == 404);
        }
    }
}
