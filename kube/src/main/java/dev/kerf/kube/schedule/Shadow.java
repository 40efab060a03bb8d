package dev.kerf.kube.schedule;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Planner;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Standing;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.reflect.Backoff;
import dev.kerf.kube.reflect.Reflector;
import dev.kerf.kube.reflect.Resource;
import dev.kerf.objects.Assumed;
import dev.kerf.objects.LiveCluster;
import dev.kerf.objects.LivePod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Kerf beside another scheduler: it decides about the same pods and writes nothing. The pods that stood when it began stay
 * where they are; all that came since stand where Kerf would have put them, so that what its packing would have left free can
 * be seen, not only where single pods would have gone.
 */
public final class Shadow implements AutoCloseable {
    private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int REST = 4;
    private final Settings settings;
    private final LiveCluster live;
    private final Bell bell = new Bell();
    private final ShadowEyes eyes;
    private final List<Reflector> reflectors = new ArrayList<>();
    private final Map<TaskId, Assumed> imagined = new HashMap<>();
    private final Map<TaskId, String> why = new HashMap<>();
    private final Set<String> stood = new HashSet<>();
    private final Set<String> compared = new HashSet<>();
    private long sameNode;
    private long otherNode;
    private long onlyOther;
    private boolean begun;
    private volatile boolean stopped;

    /** A shadow that looks at once and decides when it runs; {@code settings.name()} is the other scheduler. */
    public Shadow(Api api, Settings settings) {
        this.settings = settings;
        this.live = new LiveCluster(
                settings.name(), settings.pool(), settings.form().namespace(), warning -> {});
        this.eyes = new ShadowEyes(live, bell);
        for (Resource resource : Resource.SCHEDULING) {
            Reflector reflector = new Reflector(api, resource, eyes, new Backoff(settings.log()));
            reflectors.add(reflector);
            Thread.ofVirtual().name("kerf-" + resource.plural()).start(reflector);
        }
    }

    /** Runs until it is closed or interrupted. */
    public void run() throws InterruptedException {
        while (!stopped) {
            bell.await(LONGEST_WAIT_NANOS);
            if (eyes.open() && !stopped) {
                long begin = System.nanoTime();
                cycle();
                TimeUnit.NANOSECONDS.sleep(Math.min(LONGEST_WAIT_NANOS, (System.nanoTime() - begin) * REST));
            }
        }
    }

    /** Whether all has been seen once. */
    public boolean open() {
        return eyes.open();
    }

    private synchronized void cycle() {
        List<LivePod> pods = live.candidates();
        if (!begun) {
            pods.stream().filter(pod -> pod.node() != null).forEach(pod -> stood.add(pod.uid()));
            begun = true;
        }
        forgetTheGone(pods);
        Cluster cluster = live.imagined(settings.clock().instant(), imagined, stood);
        if (!cluster.pending().isEmpty()) {
            take(Planner.plan(Snapshot.of(cluster), settings.policy(), settings.seed()));
        }
        pods.forEach(this::compare);
    }

    private void forgetTheGone(List<LivePod> pods) {
        Map<TaskId, String> there = new HashMap<>();
        pods.forEach(pod -> there.put(pod.id(), pod.uid()));
        imagined.entrySet().removeIf(e -> !e.getValue().uid().equals(there.get(e.getKey())));
        why.keySet().retainAll(there.keySet());
        compared.retainAll(there.values());
        stood.retainAll(there.values());
    }

    private void take(Plan plan) {
        for (Decision decision : plan.decisions()) {
            LivePod pod = live.pod(decision.task());
            if (pod != null) {
                switch (decision) {
                    case Decision.Bind bind -> {
                        imagined.put(pod.id(), new Assumed(pod.uid(), bind.node(), bind.slices()));
                        why.remove(pod.id());
                    }
                    case Decision.Hold hold -> why.put(pod.id(), hold.reason().message());
                    case Decision.Nominate nominate ->
                        why.put(pod.id(), nominate.reason().message());
                    case Decision.Evict evict -> {}
                }
            }
        }
    }

    /** A pod that the other scheduler has placed is compared once. */
    private void compare(LivePod pod) {
        String node = pod.node();
        if (node == null || stood.contains(pod.uid()) || !compared.add(pod.uid())) {
            return;
        }
        Assumed mine = imagined.get(pod.id());
        if (mine == null) {
            onlyOther++;
            say(pod, node, "nowhere: it " + why.getOrDefault(pod.id(), "was not asked yet"));
        } else if (mine.node().equals(node)) {
            sameNode++;
        } else {
            otherNode++;
            say(pod, node, mine.node());
        }
    }

    private void say(LivePod pod, String node, String kerf) {
        settings.log().accept("pod " + pod.id() + " went to " + node + "; Kerf would have put it " + kerf);
    }

    /** What has come of it so far. */
    public synchronized ShadowReport report() {
        long onlyKerf = 0;
        long waiting = 0;
        for (LivePod pod : live.candidates()) {
            if (pod.node() == null) {
                onlyKerf += imagined.containsKey(pod.id()) ? 1 : 0;
                waiting += imagined.containsKey(pod.id()) ? 0 : 1;
            }
        }
        Snapshot real = Snapshot.of(live.cluster(settings.clock().instant(), Map.of()));
        Snapshot ours = Snapshot.of(live.imagined(settings.clock().instant(), imagined, stood));
        return new ShadowReport(
                sameNode, otherNode, onlyOther, onlyKerf, waiting, real.deviceCount(), standing(real), standing(ours));
    }

    private static ShadowReport.Standing standing(Snapshot snapshot) {
        long[] held = new long[snapshot.nodeCount()];
        Standing standing = snapshot.standing();
        for (int i = 0; i < snapshot.taskCount() - snapshot.pendingCount(); i++) {
            if (standing.node(i) != Standing.UNKNOWN_NODE) {
                held[standing.node(i)] |= standing.devices(i);
            }
        }
        long used = 0;
        long empty = 0;
        long free = 0;
        for (int node = 0; node < held.length; node++) {
            int devices = snapshot.deviceCount(node);
            used += Long.bitCount(held[node]);
            empty += devices > 0 && held[node] == 0 ? 1 : 0;
            free += held[node] == 0 ? devices : 0;
        }
        return new ShadowReport.Standing(used, empty, free);
    }

    @Override
    public void close() {
        stopped = true;
        bell.ring();
        reflectors.forEach(Reflector::stop);
    }
}
