package dev.kerf.server;

import dev.kerf.core.worth.Knobs;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.kube.api.Rights;
import dev.kerf.kube.api.Unreachable;
import dev.kerf.kube.lease.Leader;
import dev.kerf.kube.lease.Leadership;
import dev.kerf.kube.lease.LeaseTerms;
import dev.kerf.kube.schedule.Scheduler;
import dev.kerf.kube.schedule.Settings;
import dev.kerf.objects.Pool;
import dev.kerf.sim.kerf.KerfPolicy;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A scheduler at work on one cluster. */
public final class Running implements AutoCloseable {
    private final Api api;
    private final Scheduler scheduler;
    private final @Nullable Leadership leadership;

    private Running(Api api, Scheduler scheduler, @Nullable Leadership leadership) {
        this.api = api;
        this.scheduler = scheduler;
        this.leadership = leadership;
    }

    /**
     * Begins to look at the cluster; nothing is decided before {@link #run}.
     *
     * @param log takes sentences for the person who runs it
     * @throws Unreachable if the server cannot be asked
     */
    public static Running on(Access access, Profile profile, Consumer<String> log) {
        Api api = connected(access);
        Settings settings = new Settings(
                profile.name(),
                profile.pool(),
                KerfPolicy.ofWhatIsThere(Knobs.TUNED),
                0,
                InstantSource.system(),
                log,
                profile.reservations());
        Thread.ofVirtual().start(() -> Rights.check(api, Rights.SCHEDULING, log));
        Leadership leadership = leadership(api, profile, log);
        Leader leader = leadership == null ? () -> true : leadership;
        return new Running(api, new Scheduler(api, settings, leader), leadership);
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
    static Api connected(Access access) {
        Api api = Api.connect(access);
        Answer version = api.ask(Request.get("/version"));
        if (!version.ok()) {
            api.close();
            throw Unreachable.because(api.server(), "tell its version", version);
        }
        return api;
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

    /** Ends: first nothing more is written, then another process may lead. */
    @Override
    public void close() {
        scheduler.close();
        if (leadership != null) {
            leadership.close();
        }
        api.close();
    }
}
