package dev.kerf.kube.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.act.State;
import dev.kerf.core.advise.Action;
import dev.kerf.core.model.Cpu;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Api;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.Fault;
import dev.kerf.testbed.Faults;
import dev.kerf.testbed.FaultyServer;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An action on a server that fails at random, and one whose process ends between any two writes: nothing is left half done. */
@OnControlPlane
@ResourceLock(Workshop.OPEN_ACTIONS)
class FaultyActionTest {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int PERCENT = 40;
    private static final int PODS = 6;
    private static final Instant LATER = Workshop.NOW.plus(Duration.ofHours(1));
    private final Workshop shop;
    private final Action less;

    FaultyActionTest(ControlPlane plane, TestNamespace namespace) {
        this.shop = new Workshop(plane, namespace);
        this.less = new Action.Requests(shop.web(), new Cpu(500), null);
        for (int i = 2; i < PODS; i++) {
            shop.pod("web-" + i, "web", "");
        }
    }

    @AfterEach
    void close() {
        shop.close();
    }

    /** A server that answers nothing any more once so many writes were made; the last of them arrives, or does not. */
    private static final class Death implements Faults {
        private final int writes;
        private final boolean arrives;
        private final AtomicInteger made = new AtomicInteger();

        Death(int writes, boolean arrives) {
            this.writes = writes;
            this.arrives = arrives;
        }

        @Override
        public Fault of(String method, String target, int nth) {
            if (method.equals("GET") || target.contains("/selfsubjectaccessreviews")) {
                return made.get() >= writes ? Fault.BROKEN : Fault.NONE;
            }
            int number = made.incrementAndGet();
            if (number < writes) {
                return Fault.NONE;
            }
            return number == writes && arrives ? Fault.LOST : Fault.BROKEN;
        }
    }

    private void applies(FaultyServer server) {
        try (Api api = Api.connect(new Access(server.kubeconfig(), null, PATIENCE))) {
            shop.applying(api).apply(Workshop.proposal(less), List.of(shop.policy()), Workshop.NOW);
        }
    }

    /** Of whoever comes after, on a server that works: on until nothing is open any more. */
    private State settled(Instant from) {
        Applying next = shop.applying();
        Instant now = from;
        for (int rounds = 0; rounds < 4; rounds++) {
            next.tend(now);
            now = now.plus(Duration.ofHours(1));
        }
        Intent intent = Intent.on(shop.deployment());
        return intent == null ? State.PROPOSED : intent.state();
    }

    private List<String> sizes() {
        return java.util.stream.IntStream.range(0, PODS)
                .mapToObj(i -> shop.asks("web-" + i, "cpu"))
                .toList();
    }

    private void wholeOrNotAtAll(State state) throws IOException {
        assertThat(state).isIn(State.DONE, State.ROLLED_BACK, State.PROPOSED);
        assertThat(sizes()).containsOnly(state == State.DONE ? "500m" : "1");
        assertThat(shop.deployment().labels()).doesNotContainKey(Keys.ACTING);
        assertThat(AuditLog.verify(shop.audit)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1,true", "1,false", "2,true", "2,false", "3,true", "4,false", "6,true", "7,false", "7,true", "8,false",
        "8,true"
    })
    void theNextProcessFinishesWhatOneBeganThatEndedAfterAnyWrite(int writes, boolean arrives) throws IOException {
        try (FaultyServer server = FaultyServer.before(shop.plane(), new Death(writes, arrives))) {
            applies(server);
        }
        State state = settled(Workshop.NOW);
        wholeOrNotAtAll(state);
        boolean intended = writes > 1 || arrives;
        assertThat(state)
                .as("what was intended is done, what was not is not")
                .isEqualTo(intended ? State.DONE : State.PROPOSED);
    }

    /** Two on each of three cards, which give one of two what both are to have. */
    @ParameterizedTest
    @CsvSource({"2,true", "4,false", "5,true", "7,true", "9,false"})
    void whoHasNoRoomForItsPartLeavesOnceWhoeverCarriesItOn(int writes, boolean arrives) throws IOException {
        for (int i = 0; i < PODS; i++) {
            shop.annotate(shop.pods() + "/web-" + i, "kerf.dev/gpu-groups", "card-" + i / 2);
            shop.annotate(shop.pods() + "/web-" + i, "gpu-fraction", "0.4");
            shop.annotate(shop.pods() + "/web-" + i, "kerf.dev/gpu-portion", "0.4");
        }
        Action more = new Action.Fraction(shop.web(), 600, false, true);
        SizingPolicy admits = shop.policy(SizingPolicy.Terms.USUAL.admitting());
        try (FaultyServer server = FaultyServer.before(shop.plane(), new Death(writes, arrives));
                Api api = Api.connect(new Access(server.kubeconfig(), null, PATIENCE))) {
            shop.applying(api).apply(Workshop.proposal(more), List.of(admits), Workshop.NOW);
        }
        shop.applying().tend(Workshop.NOW);
        assertThat(parts()).containsExactly("leaves", "0.6", "leaves", "0.6", "leaves", "0.6");
        assertThat(AuditLog.verify(shop.audit)).isEmpty();
    }

    private List<String> parts() {
        return java.util.stream.IntStream.range(0, PODS)
                .mapToObj(i -> shop.pod("web-" + i))
                .map(pod -> pod.root().at("metadata", "deletionTimestamp").present()
                        ? "leaves"
                        : pod.annotation("gpu-fraction"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 5, 7, 8, 9})
    void theNextProcessTakesBackWhatOneBeganToTakeBack(int writes) throws IOException {
        assertThat(shop.applying()
                        .apply(Workshop.proposal(less), List.of(shop.policy()), Workshop.NOW)
                        .state())
                .isEqualTo(State.VERIFYING);
        shop.restarts("web-3", 1, "OOMKilled");
        try (FaultyServer server = FaultyServer.before(shop.plane(), new Death(writes, true));
                Api api = Api.connect(new Access(server.kubeconfig(), null, PATIENCE))) {
            Applying dies = shop.applying(api);
            try {
                dies.tend(Workshop.NOW);
            } catch (Unanswered silent) {
                assertThat(silent).isNotNull(); // as a process that ends here
            }
        }
        State state = settled(Workshop.NOW);
        wholeOrNotAtAll(state);
        assertThat(state).isEqualTo(State.ROLLED_BACK);
    }

    /** What is read comes at once or not at all: nobody here waits for slow answers. */
    private static Faults random(long seed) {
        Faults seeded = Faults.seeded(seed, PERCENT);
        return (method, target, nth) -> {
            Fault fault = seeded.of(method, target, nth);
            boolean slow = fault == Fault.SILENT || fault == Fault.SLOW;
            return method.equals("GET") && slow ? Fault.BROKEN : fault;
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aServerThatFailsAtRandomLeavesNothingHalfDone(long seed) throws IOException {
        Map<Fault, Integer> injected = new EnumMap<>(Fault.class);
        State state = State.PROPOSED;
        try (FaultyServer server = FaultyServer.before(shop.plane(), random(seed));
                Api api = Api.connect(new Access(server.kubeconfig(), null, PATIENCE))) {
            for (int tries = 0; tries < 10 && state.before(); tries++) {
                state = shop.applying(api)
                        .apply(Workshop.proposal(less), List.of(shop.policy()), Workshop.NOW)
                        .state();
            }
            if (seed % 2 == 0) {
                shop.restarts("web-1", 1, "OOMKilled");
            }
            for (int rounds = 0; rounds < 4; rounds++) {
                try {
                    shop.applying(api).tend(LATER);
                } catch (Unanswered silent) {
                    assertThat(silent).isNotNull(); // looked at again in the next round
                }
            }
            injected.putAll(server.injected());
        }
        assertThat(injected.values().stream().mapToInt(i -> i).sum()).isGreaterThan(5);
        wholeOrNotAtAll(settled(LATER));
    }

    @Test
    void whatCannotBeAuditedIsNotDone() throws IOException {
        java.nio.file.Files.createDirectory(shop.audit);
        try {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> new Applying(shop.api(), new AuditLog(shop.audit), Workshop.AT_ONCE)
                                    .apply(Workshop.proposal(less), List.of(shop.policy()), Workshop.NOW)))
                    .isInstanceOf(java.io.UncheckedIOException.class);
            assertThat(sizes()).containsOnly("1");
            assertThat(shop.deployment().annotation(Keys.ACTION)).isEmpty();
        } finally {
            java.nio.file.Files.delete(shop.audit);
        }
    }
}
