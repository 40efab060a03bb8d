package dev.kerf.server;

import dev.kerf.core.worth.Knobs;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.kube.api.Unreachable;
import dev.kerf.kube.schedule.Scheduler;
import dev.kerf.kube.schedule.Settings;
import dev.kerf.sim.kerf.KerfPolicy;
import java.time.InstantSource;
import java.util.function.Consumer;

/** A scheduler at work on one cluster. */
public final class Running implements AutoCloseable {
    private static final int UNAUTHORIZED = 401;
    private final Api api;
    private final Scheduler scheduler;

    private Running(Api api, Scheduler scheduler) {
        this.api = api;
        this.scheduler = scheduler;
    }

    /**
     * Begins to look at the cluster; nothing is decided before {@link #run}.
     *
     * @param name whose pods it places
     * @param log  takes sentences for the person who runs it
     * @throws Unreachable if the server cannot be asked
     */
    public static Running on(Access access, String name, Consumer<String> log) {
        Api api = Api.connect(access);
        Answer version = api.ask(Request.get("/version"));
        if (!version.ok()) {
            api.close();
            throw new Unreachable(why(api, version));
        }
        Settings settings = new Settings(name, KerfPolicy.ofWhatIsThere(Knobs.TUNED), 0, InstantSource.system(), log);
        return new Running(api, new Scheduler(api, settings, () -> true));
    }

    private static String why(Api api, Answer version) {
        return switch (version.code()) {
            case 0 -> "no API server at " + api.server() + ": " + version.message() + "; check the kubeconfig's server";
            case UNAUTHORIZED ->
                "the API server at " + api.server() + " does not know who is asking; check the kubeconfig's user";
            default -> "the API server at " + api.server() + " refused: " + version.message();
        };
    }

    /** Where the API server is. */
    public String server() {
        return api.server();
    }

    /** Schedules until it is closed or interrupted. */
    public void run() throws InterruptedException {
        scheduler.run();
    }

    /** The scheduler. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /** Requests to change something, so far. */
    public long writes() {
        return api.writes();
    }

    @Override
    public void close() {
        scheduler.close();
        api.close();
    }
}
