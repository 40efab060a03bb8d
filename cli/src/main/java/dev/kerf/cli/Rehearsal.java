package dev.kerf.cli;

import dev.kerf.fakecluster.FakeCluster;
import dev.kerf.fakecluster.Settings;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.server.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code kerf up} played through on a cluster in memory, for the start-up cache: pods and gangs that find room and a few
 * that do not, so that the classes and the profile of a scheduler at work are in it.
 */
final class Rehearsal {
    /** A binding for each GPU, a word to each pod that finds none, an event of each; a gang and its pods say less. */
    static final long WRITES = 2000;

    private static final int NODES = 100;
    private static final int PODS = 1000;
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final String NODE = """
            {"apiVersion":"v1","kind":"Node","metadata":{"name":"n-%1$d","labels":{"kubernetes.io/hostname":"n-%1$d",
              "nvidia.com/gpu.product":"NVIDIA-A100-SXM4-80GB","nvidia.com/gpu.memory":"81920"}},
             "status":{"capacity":%2$s,"allocatable":%2$s}}""";
    private static final String AMOUNTS =
            "{\"cpu\":\"64\",\"memory\":\"512Gi\",\"pods\":\"110\",\"nvidia.com/gpu\":\"8\"}";
    private static final String POD = """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p-%d","namespace":"default"},"spec":{
              "schedulerName":"kerf",%s"containers":[{"name":"main","image":"none",
              "resources":{"limits":{"cpu":"1","memory":"4Gi","nvidia.com/gpu":"1"}}}]}}""";
    private static final int GANG = 40;
    private static final String GROUP = """
            {"apiVersion":"scheduling.k8s.io/v1beta1","kind":"PodGroup","metadata":{"name":"g-%d","namespace":"default"},
             "spec":{"schedulingPolicy":{"gang":{"minCount":%d}}}}""";

    private static final String NOBODY = """
            {"apiVersion":"v1","kind":"Config","current-context":"c","contexts":[{"name":"c","context":{"cluster":"c","user":"u"}}],
             "clusters":[{"name":"c","cluster":{"server":"https://127.0.0.1:1"}}],"users":[{"name":"u","user":{"token":"t"}}]}""";

    private Rehearsal() {}

    /** How much the scheduler wrote; fewer than {@link #WRITES} where the machine was too slow to end it. */
    static long play() throws IOException {
        knock();
        try (FakeCluster cluster = FakeCluster.start(Settings.apiOnly())) {
            for (int node = 0; node < NODES; node++) {
                cluster.create(NODE.formatted(node, AMOUNTS));
            }
            gang(cluster, 0);
            pods(cluster, GANG, PODS / 2);
            try (Running running = Running.on(new Access(cluster.kubeconfig(), null), "kerf", sentence -> {})) {
                Thread.ofVirtual().start(() -> schedule(running));
                until(running, PODS / 2);
                pods(cluster, PODS / 2, PODS);
                gang(cluster, PODS);
                until(running, WRITES);
                return running.writes();
            }
        }
    }

    /** The cluster in memory does without TLS; whoever asks for a connection with it, though nobody answers, has its code read. */
    private static void knock() throws IOException {
        Path kubeconfig = Files.createTempFile("kerf-nobody", ".yaml");
        try (Api nobody = Api.connect(new Access(Files.writeString(kubeconfig, NOBODY), null))) {
            nobody.ask(Request.get("/version"));
        } finally {
            Files.delete(kubeconfig);
        }
    }

    private static void pods(FakeCluster cluster, int from, int to) {
        for (int pod = from; pod < to; pod++) {
            cluster.create(POD.formatted(pod, ""));
        }
    }

    /** A gang, and its pods from this number on. */
    private static void gang(FakeCluster cluster, int from) {
        cluster.create(GROUP.formatted(from, GANG));
        String member = "\"schedulingGroup\":{\"podGroupName\":\"g-%d\"},".formatted(from);
        for (int pod = from; pod < from + GANG; pod++) {
            cluster.create(POD.formatted(pod, member));
        }
    }

    private static void schedule(Running running) {
        try {
            running.run();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for so many writes and for the rest of what is under way. */
    private static void until(Running running, long writes) {
        long end = System.nanoTime() + MOST_NANOS;
        while (System.nanoTime() < end
                && (running.writes() < writes || !running.scheduler().idle())) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
