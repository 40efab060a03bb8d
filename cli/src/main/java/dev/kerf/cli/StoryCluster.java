package dev.kerf.cli;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.plan.Conduct;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.worth.Knobs;
import dev.kerf.fakecluster.FakeCluster;
import dev.kerf.fakecluster.Settings;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Calls;
import dev.kerf.kube.api.Request;
import dev.kerf.kube.schedule.Observer;
import dev.kerf.kube.survey.Survey;
import dev.kerf.objects.LivePod;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.ServerList;
import dev.kerf.server.Profile;
import dev.kerf.server.Reporting;
import dev.kerf.server.Running;
import dev.kerf.server.http.Listen;
import dev.kerf.sim.kerf.KerfPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The embedded cluster of the demo's story, with Kerf at work on it. Its time can be moved on. */
final class StoryCluster implements AutoCloseable {
    static final String SCHEDULER = "kerf";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LOOK_MILLIS = 100;
    private final FakeCluster cluster;
    private final Clock clock;
    private final Api api;
    private final Running running;
    private final Happened happened = new Happened();

    private StoryCluster(FakeCluster cluster, Clock clock, Consumer<String> log) {
        this.cluster = cluster;
        this.clock = clock;
        Access access = new Access(cluster.kubeconfig(), null);
        this.api = Api.connect(access);
        Policy policy = Policy.of(KerfPolicy.ofWhatIsThere(Knobs.TUNED), Conduct.USUAL.still());
        Reporting reporting = new Reporting("demo", log, log, List.of(happened), Calls.UNHEARD, Listen.OFF, null);
        this.running = Running.on(access, new Profile(SCHEDULER, null), policy, reporting);
        Thread.ofVirtual().name("story").start(this::run);
    }

    /** A clock that can be moved on. */
    static final class Clock implements InstantSource {
        private volatile Duration ahead;

        Clock(Duration ahead) {
            this.ahead = ahead;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        void at(Duration other) {
            ahead = other;
        }
    }

    /** Told what the scheduler does, so that nobody has to look all the time. */
    private static final class Happened implements Observer {
        private final Semaphore something = new Semaphore(0);

        @Override
        public void bound(LivePod pod, Decision.Bind bind) {
            something.release();
        }

        @Override
        public void held(LivePod pod, Decision.Hold hold) {
            something.release();
        }

        void await() throws InterruptedException {
            if (something.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                something.drainPermits();
            }
        }
    }

    /** One that believes it is some time ago. */
    static StoryCluster started(Duration ago, Consumer<String> log) throws IOException {
        Clock clock = new Clock(ago.negated());
        return new StoryCluster(FakeCluster.start(Settings.whole().at(clock).logging(log)), clock, log);
    }

    private void run() {
        try {
            running.run();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    InstantSource clock() {
        return clock;
    }

    Api api() {
        return api;
    }

    URI prometheus() {
        return cluster.prometheus();
    }

    /** Moves time to so long after the present. */
    void at(Duration later) {
        clock.at(later);
    }

    /** Creates objects. */
    void create(String yaml) {
        cluster.create(yaml);
    }

    /** The cluster as Kerf sees it. */
    Cluster look() {
        return new Survey(api).cluster(null, clock.instant()).cluster();
    }

    /**
     * Waits until all pods that stand on nodes run, and the cluster is as it should be.
     *
     * @param what in words, for the one who waits in vain
     */
    Cluster until(String what, Predicate<Cluster> good) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Cluster seen = look();
        while (!(allRun() && good.test(seen))) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited in vain until " + what);
            }
            happened.await();
            seen = look();
        }
        return seen;
    }

    private boolean allRun() {
        return pods().stream()
                .filter(p -> !p.root().at("spec", "nodeName").text().isEmpty())
                .allMatch(p -> p.root().at("status", "phase").text().equals("Running"));
    }

    private List<Item> pods() {
        Answer answer = api.ask(Request.get("/api/v1/pods"));
        if (!answer.ok()) {
            throw new IllegalStateException("the embedded cluster refused: " + answer.message());
        }
        try {
            List<Item> pods = new ArrayList<>();
            ServerList.read(new ByteArrayInputStream(answer.body()), "Pod", pods::add);
            return pods;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        running.close();
        api.close();
        cluster.close();
    }
}
