package dev.kerf.cli;

import dev.kerf.core.model.Share;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.reason.Fit;
import dev.kerf.fakecluster.FakeCluster;
import dev.kerf.fakecluster.Settings;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Calls;
import dev.kerf.kube.api.Request;
import dev.kerf.kube.schedule.Observer;
import dev.kerf.objects.LivePod;
import dev.kerf.objects.pod.SharingKeys;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.ServerList;
import dev.kerf.objects.write.Documents;
import dev.kerf.server.Profile;
import dev.kerf.server.Reporting;
import dev.kerf.server.Running;
import dev.kerf.server.http.Listen;
import dev.kerf.sim.openb.OpenbNode;
import dev.kerf.sim.openb.OpenbPod;
import dev.kerf.sim.openb.OpenbTrace;
import dev.kerf.sim.replay.Recorded;
import dev.kerf.sim.replay.Recorded.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A trace played on a cluster: its nodes and pods are created through the API of an embedded one, one pod after the other,
 * and Kerf's scheduler binds them as it would anywhere.
 */
final class DemoCluster implements AutoCloseable {
    private static final String SCHEDULER = "kerf";
    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final String PRODUCT = "nvidia.com/gpu.product";
    private static final String GPU = "nvidia.com/gpu";
    private static final String SPEC = "spec";
    private final OpenbTrace trace;
    private final FakeCluster cluster;
    private final Api api;

    private DemoCluster(OpenbTrace trace, FakeCluster cluster) {
        this.trace = trace;
        this.cluster = cluster;
        this.api = Api.connect(new Access(cluster.kubeconfig(), null));
    }

    /** What came of it: where each pod went, by arrival, and how long it took from the first pod to the last decision. */
    record Outcome(Policy recorded, double seconds) {}

    /** A cluster with the nodes of the trace. */
    static DemoCluster of(OpenbTrace trace, Consumer<String> log) throws IOException {
        FakeCluster cluster = FakeCluster.start(Settings.whole().measured(null).logging(log));
        DemoCluster demo = new DemoCluster(trace, cluster);
        for (int i = 0; i < trace.nodes().size(); i++) {
            demo.create("/api/v1/nodes", node(trace.nodes().get(i), nodeName(trace, i)));
        }
        return demo;
    }

    /** As the trace's own replay names them, so that equals are told apart in the same way. */
    private static String nodeName(OpenbTrace trace, int node) {
        return "%06d-%s"
                .formatted(trace.order().ranks()[node], trace.nodes().get(node).sn());
    }

    private static String podName(int arrival) {
        return "pod-%06d".formatted(arrival);
    }

    private static Map<String, Object> node(OpenbNode node, String name) {
        Map<String, Object> amounts = new LinkedHashMap<>();
        amounts.put("cpu", node.cpu().milli() + "m");
        amounts.put("memory", Long.toString(node.memory().count()));
        amounts.put("pods", "1001");
        amounts.put("ephemeral-storage", "1Ti");
        Map<String, Object> labels = new LinkedHashMap<>();
        if (node.gpus() > 0) {
            amounts.put(GPU, Integer.toString(node.gpus()));
            labels.put(PRODUCT, node.model());
        }
        Map<String, Object> ready = Map.of("type", "Ready", "status", "True");
        return object(
                "Node",
                Map.of("name", name, "labels", labels),
                Map.of("status", Map.of("capacity", amounts, "allocatable", amounts, "conditions", List.of(ready))));
    }

    private static Map<String, Object> object(String kind, Map<String, Object> metadata, Map<String, Object> more) {
        Map<String, Object> object = new LinkedHashMap<>(Map.of("apiVersion", "v1", "kind", kind));
        object.put("metadata", metadata);
        object.putAll(more);
        return object;
    }

    private static Map<String, Object> pod(OpenbPod pod, String name) {
        Map<String, Object> limits = new LinkedHashMap<>();
        limits.put("cpu", pod.cpu().milli() + "m");
        limits.put("memory", Long.toString(pod.memory().count()));
        boolean part = pod.kind() == OpenbPod.Kind.SHARE;
        if (pod.gpus() > 0 && !part) {
            limits.put(GPU, Integer.toString(pod.gpus()));
        }
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("schedulerName", SCHEDULER);
        spec.put("containers", List.of(Map.of("name", "main", "image", "none", "resources", Map.of("limits", limits))));
        if (!pod.models().isEmpty()) {
            spec.put("affinity", onModels(pod.models().stream().sorted().toList()));
        }
        Map<String, Object> annotations = part ? Map.of(SharingKeys.FRACTION, Share.text(pod.gpuMilli())) : Map.of();
        return object("Pod", Map.of("name", name, "annotations", annotations), Map.of(SPEC, spec));
    }

    private static Map<String, Object> onModels(List<String> models) {
        Map<String, Object> one = Map.of("key", PRODUCT, "operator", "In", "values", models);
        Map<String, Object> terms = Map.of("nodeSelectorTerms", List.of(Map.of("matchExpressions", List.of(one))));
        return Map.of("nodeAffinity", Map.of("requiredDuringSchedulingIgnoredDuringExecution", terms));
    }

    private void create(String path, Map<String, Object> object) {
        Answer answer = api.ask(Request.post(path, Documents.bytes(object)));
        if (!answer.ok()) {
            throw new IllegalStateException("the embedded cluster refused: " + answer.message());
        }
    }

    /**
     * Lets all pods arrive, in their order, and waits until each is bound or told why not.
     *
     * @param decided told how many are so far
     */
    Outcome play(Policy policy, Consumer<String> log, IntConsumer decided) throws InterruptedException {
        Access access = new Access(cluster.kubeconfig(), null);
        int all = trace.arrivals().size();
        Decided each = new Decided(all, decided);
        Reporting reporting = new Reporting("demo", log, log, List.of(each), Calls.UNHEARD, Listen.OFF, null);
        try (Running running = Running.on(access, new Profile(SCHEDULER, null), policy, reporting)) {
            Thread.ofVirtual().name("demo").start(() -> run(running));
            long begun = System.nanoTime();
            for (int i = 0; i < all; i++) {
                create(PODS, pod(trace.arrivals().get(i), podName(i)));
            }
            each.left.await();
            double seconds = (System.nanoTime() - begun) / 1e9;
            return new Outcome(Recorded.policy(places()), seconds);
        }
    }

    private static void run(Running running) {
        try {
            running.run();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counts the pods that are bound or were told why not; since nobody leaves, who was told so once stays where it is. */
    private static final class Decided implements Observer {
        private final Set<TaskId> pods = ConcurrentHashMap.newKeySet();
        private final CountDownLatch left;
        private final IntConsumer told;

        Decided(int all, IntConsumer told) {
            this.left = new CountDownLatch(all);
            this.told = told;
        }

        @Override
        public void bound(LivePod pod, Decision.Bind bind) {
            note(pod);
        }

        @Override
        public void held(LivePod pod, Decision.Hold hold) {
            // Who waits for its card's reservation has a place.
            if (hold.fit() != Fit.FITS) {
                note(pod);
            }
        }

        private void note(LivePod pod) {
            if (pods.add(pod.id())) {
                left.countDown();
                told.accept(pods.size());
            }
        }
    }

    private List<@Nullable Place> places() {
        List<@Nullable Place> places =
                new ArrayList<>(Collections.nCopies(trace.arrivals().size(), (@Nullable Place) null));
        each(PODS, pod -> {
            Field root = pod.root();
            String node = root.at(SPEC, "nodeName").text();
            if (!node.isEmpty()) {
                String group = root.at("metadata", "labels", SharingKeys.GROUP).text();
                places.set(Integer.parseInt(pod.name().substring("pod-".length())), new Place(node, group));
            }
        });
        return places;
    }

    private void each(String path, Consumer<Item> sink) {
        Answer answer = api.ask(Request.get(path));
        if (!answer.ok()) {
            throw new IllegalStateException("the embedded cluster refused: " + answer.message());
        }
        try {
            ServerList.read(new ByteArrayInputStream(answer.body()), "Pod", sink);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        api.close();
        cluster.close();
    }
}
