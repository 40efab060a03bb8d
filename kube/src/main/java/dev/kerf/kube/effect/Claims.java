package dev.kerf.kube.effect;

import dev.kerf.core.model.TaskId;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Request;
import dev.kerf.objects.LivePod;
import dev.kerf.objects.volume.ClaimStep;
import dev.kerf.objects.write.Documents;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Claims that are bound once their pod's node is known: a volume that is there is taken for the claim, or its maker is told
 * the node; then the pod waits until claim and volume are bound to each other, as with Kubernetes' own scheduler. A process
 * that ends meanwhile leaves nothing behind that the next one would not find in the objects.
 */
public final class Claims {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private final Dispatcher dispatcher;
    private final Steps steps;
    private final Map<TaskId, Waiting> waiting = new ConcurrentHashMap<>();

    /** What is still to happen to a pod's claims, as the server shows them. */
    @FunctionalInterface
    public interface Steps {
        List<ClaimStep> of(LivePod pod, String node, Set<String> taken);
    }

    /** A pod whose claims are not all bound. */
    private static final class Waiting {
        private final LivePod pod;
        private final String node;
        private final long since = System.nanoTime();
        private final Runnable ready;
        private final Consumer<String> failed;
        private final Map<String, String> sent = new ConcurrentHashMap<>();
        private final Set<String> begun = new HashSet<>();

        Waiting(LivePod pod, String node, Runnable ready, Consumer<String> failed) {
            this.pod = pod;
            this.node = node;
            this.ready = ready;
            this.failed = failed;
        }
    }

    public Claims(Dispatcher dispatcher, Steps steps) {
        this.dispatcher = dispatcher;
        this.steps = steps;
    }

    /**
     * Has the pod's claims bound for the node.
     *
     * @param ready  run once they are, at once where nothing is to be done
     * @param failed told why they cannot be
     */
    void bind(LivePod pod, String node, Runnable ready, Consumer<String> failed) {
        Waiting each = new Waiting(pod, node, ready, failed);
        waiting.put(pod.id(), each);
        look(each);
    }

    /** Looks how far they have come; asked when objects have changed, and now and then. */
    public void look() {
        waiting.values().forEach(this::look);
    }

    /** Gives up those that wait, since somebody else led meanwhile; who they are. */
    Set<TaskId> forget() {
        Set<TaskId> forgotten = new HashSet<>(waiting.keySet());
        forgotten.forEach(waiting::remove);
        return forgotten;
    }

    /** The pod is gone. */
    public void gone(TaskId pod) {
        waiting.remove(pod);
    }

    private synchronized void look(Waiting each) {
        List<ClaimStep> left = steps.of(each.pod, each.node, taken());
        if (left.isEmpty()) {
            end(each, each.ready);
        } else if (System.nanoTime() - each.since > LONGEST.toNanos()) {
            fail(each, left.getFirst().claim(), "it is not bound after " + LONGEST.toMinutes() + " minutes");
        } else {
            left.forEach(step -> go(each, step));
        }
    }

    private void end(Waiting each, Runnable then) {
        if (waiting.remove(each.pod.id(), each)) {
            then.run();
        }
    }

    private void fail(Waiting each, String claim, String problem) {
        end(each, () -> each.failed.accept("its volume claim " + claim + ": " + problem));
    }

    private Set<String> taken() {
        Set<String> volumes = new HashSet<>();
        waiting.values().forEach(each -> volumes.addAll(each.sent.values()));
        return volumes;
    }

    private void go(Waiting each, ClaimStep step) {
        switch (step) {
            case ClaimStep.Wait wait -> each.begun.add(wait.claim());
            case ClaimStep.Stuck stuck -> fail(each, stuck.claim(), stuck.problem());
            case ClaimStep.Make make -> {
                if (isNew(each, make.claim(), "")) {
                    send(each, make.claim(), Request.mergePatch(Paths.claim(make.claim()), making(make, each.node)));
                }
            }
            case ClaimStep.Take take -> {
                if (isNew(each, take.claim(), take.volume())) {
                    send(each, take.claim(), Request.mergePatch(Paths.volume(take.volume()), taking(take)));
                }
            }
        }
    }

    /** What was begun and is open again was given up by whoever makes volumes: the node will not do. */
    private boolean isNew(Waiting each, String claim, String volume) {
        if (each.begun.contains(claim)) {
            fail(each, claim, "its volume could not be made for node " + each.node);
            return false;
        }
        return each.sent.putIfAbsent(claim, volume) == null;
    }

    private void send(Waiting each, String claim, Request request) {
        dispatcher.urgent(request, answer -> answered(each, claim, answer));
    }

    private void answered(Waiting each, String claim, Answer answer) {
        if (!answer.ok()) {
            fail(each, claim, answer.message());
        }
    }

    private static byte[] making(ClaimStep.Make make, String node) {
        return Documents.bytes(Map.of(
                "metadata",
                Map.of("uid", make.uid(), "annotations", Map.of("volume.kubernetes.io/selected-node", node))));
    }

    private static byte[] taking(ClaimStep.Take take) {
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("apiVersion", "v1");
        claim.put("kind", "PersistentVolumeClaim");
        claim.put("namespace", take.claim().substring(0, take.claim().indexOf('/')));
        claim.put("name", take.claim().substring(take.claim().indexOf('/') + 1));
        claim.put("uid", take.uid());
        Map<String, Object> metadata = Map.of(
                "resourceVersion",
                take.version(),
                "annotations",
                Map.of("pv.kubernetes.io/bound-by-controller", "yes"));
        return Documents.bytes(Map.of("metadata", metadata, "spec", Map.of("claimRef", claim)));
    }
}
