package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.kube.api.Access;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.Fault;
import dev.kerf.testbed.Faults;
import dev.kerf.testbed.FaultyServer;
import dev.kerf.testbed.TestNamespace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Two replicas on servers that fail at random by a seed, while pods come, alone, in gangs and on parts of GPUs, go and are
 * evicted, and the lead changes; then the servers work again, and in the end everything must be as if nothing had failed.
 */
final class FaultyRun implements AutoCloseable {
    private static final int PERCENT = 35;
    private static final int WAVES = 4;
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private final ControlPlane plane;
    private final TestNamespace namespace;
    private final Random random;
    private final Fleet fleet;
    private final Ledger ledger;
    private final List<Side> sides = new ArrayList<>();

    /** A replica and the server it sees. */
    private final class Side {
        private final FaultyServer server;
        private final Running running;
        private volatile boolean mayLead = true;

        Side(long seed) {
            Faults seeded = Faults.seeded(seed, PERCENT);
            server = FaultyServer.before(
                    plane,
                    (method, target, nth) ->
                            target.contains("/leases") && !mayLead ? Fault.BROKEN : seeded.of(method, target, nth));
            Profile profile = new Profile(namespace.name(), new Election(namespace.name(), "kerf", LEASE));
            Access access = new Access(server.kubeconfig(), null, PATIENCE);
            running = SchedulesTest.begun(startedAtLast(access, profile));
        }
    }

    FaultyRun(ControlPlane plane, TestNamespace namespace, long seed) {
        this.plane = plane;
        this.namespace = namespace;
        this.random = new Random(seed);
        this.ledger = new Ledger(plane, namespace);
        this.fleet = new Fleet(plane, namespace).nodes(3, "eight", 8).nodes(2, "four", 4);
        sides.add(new Side(2 * seed));
        sides.add(new Side(2 * seed + 1));
    }

    /** A server that fails when it is first asked ends the process; whoever runs it starts it again. */
    private static Running startedAtLast(Access access, Profile profile) {
        return Await.until(
                        "a start",
                        () -> {
                            try {
                                return java.util.Optional.of(Running.on(access, profile, sentence -> {}));
                            } catch (dev.kerf.kube.api.Unreachable failed) {
                                return java.util.Optional.<Running>empty();
                            }
                        },
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    /** Plays, and checks; how often the servers failed, by the way they did. */
    Map<Fault, Integer> play() {
        for (int wave = 1; wave <= WAVES; wave++) {
            podsCome("w" + wave);
            sides.forEach(side -> side.server.disconnect());
            leaderChanges();
            somePodsLeave();
            ledger.holds();
        }
        sides.forEach(side -> side.server.become(Faults.NONE));
        Await.until("all to be as without faults", new Ending(namespace, ledger)::open, Set::isEmpty);
        ledger.holds();
        ledger.boundOnce();
        return injected();
    }

    private void podsCome(String wave) {
        fleet.pods(6, wave + "-one", 1)
                .gang(wave + "-crew", 4)
                .parts(4, wave + "-third", "1/3")
                .pods(3, wave + "-two", 2)
                .job(wave + "-job", 3)
                .pods(1, wave + "-four", 4)
                .parts(3, wave + "-half", "0.5");
    }

    private void leaderChanges() {
        Side leader = leader();
        Side other = sides.get(1 - sides.indexOf(leader));
        leader.mayLead = false;
        Await.until("the other replica to lead", other.running::leads);
        assertThat(leader.running.leads()).as("two lead at once").isFalse();
        leader.mayLead = true;
    }

    private Side leader() {
        return Await.until(
                        "a leader",
                        () -> sides.stream()
                                .filter(side -> side.running.leads())
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    /** Of the pods that go alone one is evicted and some are deleted; a gang leaves as a whole. */
    private void somePodsLeave() {
        List<Ledger.Row> bound =
                ledger.pods().stream().filter(Ledger.Row::bound).toList();
        List<Ledger.Row> alone =
                bound.stream().filter(pod -> pod.gang().isEmpty()).toList();
        List<String> gangs = bound.stream()
                .map(Ledger.Row::gang)
                .filter(gang -> !gang.isEmpty())
                .distinct()
                .toList();
        if (!alone.isEmpty()) {
            evict(any(alone).name());
            delete(any(alone).name());
            delete(any(alone).name());
            delete(any(alone).name());
        }
        if (!gangs.isEmpty()) {
            namespace.kubectl("delete", "pods", "-l", "gang=" + any(gangs)).text();
        }
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void delete(String pod) {
        namespace.kubectl("delete", "pod", pod, "--ignore-not-found").text();
    }

    private void evict(String pod) {
        Reason reason = Reason.of(Code.STANDING, "node", "one that others need");
        Decision evict = new Decision.Evict(new TaskId(namespace.name(), pod), reason);
        leader().running.scheduler().carryOut(new Plan(List.of(evict), List.of()), Instant.now());
    }

    private Map<Fault, Integer> injected() {
        Map<Fault, Integer> all = new EnumMap<>(Fault.class);
        sides.forEach(side -> side.server.injected().forEach((fault, n) -> all.merge(fault, n, Integer::sum)));
        return all;
    }

    @Override
    public void close() {
        sides.forEach(side -> side.running.close());
        sides.forEach(side -> side.server.close());
        ledger.close();
    }
}
