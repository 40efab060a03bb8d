package dev.kerf.server;

import dev.kerf.core.plan.Policy;
import dev.kerf.core.worth.Knobs;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Calls;
import dev.kerf.kube.api.Request;
import dev.kerf.kube.api.Rights;
import dev.kerf.kube.api.Unreachable;
import dev.kerf.kube.lease.Leader;
import dev.kerf.kube.lease.Leadership;
import dev.kerf.kube.lease.LeaseTerms;
import dev.kerf.kube.schedule.Scheduler;
import dev.kerf.kube.schedule.Settings;
import dev.kerf.server.act.Acting;
import dev.kerf.server.act.ActingTerms;
import dev.kerf.sim.kerf.KerfPolicy;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A scheduler at work on one cluster. */
public final class Running implements AutoCloseable {
    private static final long SEED = 0;
    private final Api api;
    private final Scheduler scheduler;
    private final @Nullable Leadership leadership;
    private final Reports reports;
    private @Nullable Acting acting;
    private boolean closed;

    private Running(Api api, Scheduler scheduler, @Nullable Leadership leadership, Reports reports) {
        this.api = api;
        this.scheduler = scheduler;
        this.leadership = leadership;
        this.reports = reports;
    }

    /**
     * Begins to look at the cluster; nothing is decided before {@link #run}.
     *
     * @param reporting how it tells of itself
     * @throws Unreachable          if the server cannot be asked
     * @throws UncheckedIOException if it cannot listen where it was told to
     */
    public static Running on(Access access, Profile profile, Reporting reporting) {
        return on(access, profile, KerfPolicy.ofWhatIsThere(Knobs.TUNED), reporting);
    }

    /** The same by another policy. */
    public static Running on(Access access, Profile profile, Policy policy, Reporting reporting) {
        Reports reports = new Reports(reporting, profile.name(), SEED);
        Api api = connected(access, reports::calls);
        Settings settings = new Settings(
                profile.name(),
                profile.pool(),
                reports.policy(policy),
                SEED,
                InstantSource.system(),
                reporting.troubles(),
                profile.reservations());
        Thread.ofVirtual().start(() -> Rights.check(api, Rights.SCHEDULING, reporting.troubles()));
        Leadership leadership = leadership(api, profile, reporting.notices());
        Leader leader = leadership == null ? () -> true : leadership;
        Running running =
                new Running(api, new Scheduler(api, settings, leader, reports.observer()), leadership, reports);
        running.answer(profile, leader);
        running.act(profile.acting(), leader, reporting.troubles());
        return running;
    }

    private void act(@Nullable ActingTerms terms, Leader leader, Consumer<String> troubles) {
        if (terms != null) {
            Thread.ofVirtual().start(() -> Rights.check(api, Rights.ACTING, troubles));
            acting = new Acting(api, terms, leader, reports.actions(), troubles);
        }
    }

    private void answer(Profile profile, Leader leader) {
        try {
            Election election = profile.election();
            reports.begin(scheduler, leader, election == null ? profile.name() : election.lease());
        } catch (UncheckedIOException refused) {
            close();
            throw refused;
        }
    }

    /** Sentences alone tell of it. */
    public static Running on(Access access, Profile profile, Consumer<String> log) {
        return on(access, profile, Reporting.sentences(log));
    }

    /** The only one that places the pods of this name. */
    public static Running on(Access access, String name, Consumer<String> log) {
        return on(access, new Profile(name, null), log);
    }

    private static @Nullable Leadership leadership(Api api, Profile profile, Consumer<String> log) {
        Election election = profile.election();
        if (election == null) {
            return null;
        }
        LeaseTerms terms = new LeaseTerms(
                election.namespace(),
                election.lease(),
                Election.identity(),
                election.held(),
                InstantSource.system(),
                log);
        return new Leadership(api, terms);
    }

    /** A server that has answered. */
    static Api connected(Access access, Function<String, Calls> calls) {
        Api api = Api.connect(access, calls);
        Answer version = api.ask(Request.get("/version"));
        if (!version.ok()) {
            api.close();
            throw Unreachable.because(api.server(), "tell its version", version);
        }
        return api;
    }

    /** Where it answers; null: nowhere. */
    public @Nullable URI answers() {
        return reports.address();
    }

    /** Where the API server is. */
    public String server() {
        return api.server();
    }

    /** Schedules until it is closed or interrupted. */
    public void run() throws InterruptedException {
        scheduler.run();
    }

    /** Whether this process is the one that writes. */
    public boolean leads() {
        return leadership == null || leadership.getAsBoolean();
    }

    /** The scheduler. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /** Requests to change something, so far. */
    public long writes() {
        return api.writes();
    }

    /**
     * Ends: first nothing more is written, then another process may lead. A signal and the thread that ran it may both ask:
     * the second one waits for the first, who still needs the connection to give the lease up.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (acting != null) {
            acting.close();
        }
        scheduler.close();
        if (leadership != null) {
            leadership.close();
        }
        api.close();
        reports.close();
    }
}
