package dev.kerf.server;

import dev.kerf.core.worth.Knobs;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Calls;
import dev.kerf.kube.reserve.ReservationForm;
import dev.kerf.kube.schedule.Settings;
import dev.kerf.kube.schedule.Shadow;
import dev.kerf.kube.schedule.ShadowReport;
import dev.kerf.objects.Pool;
import dev.kerf.sim.kerf.KerfPolicy;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A shadow at work beside the scheduler of one cluster; it writes nothing. */
public final class Shadowing implements AutoCloseable {
    private final Api api;
    private final Shadow shadow;

    private Shadowing(Api api, Shadow shadow) {
        this.api = api;
        this.shadow = shadow;
    }

    /**
     * Begins to look at the cluster.
     *
     * @param of  the scheduler whose pods are compared; null: the default one, and Kerf's name
     * @param log takes a sentence for each pod that Kerf would have placed otherwise
     * @throws dev.kerf.kube.api.Unreachable if the server cannot be asked
     */
    public static Shadowing of(Access access, @Nullable String of, Pool pool, Consumer<String> log) {
        Api api = Running.connected(access, server -> Calls.UNHEARD);
        Settings settings = new Settings(
                of, pool, KerfPolicy.ofWhatIsThere(Knobs.TUNED), 0, InstantSource.system(), log, ReservationForm.USUAL);
        return new Shadowing(api, new Shadow(api, settings));
    }

    /** Where the API server is. */
    public String server() {
        return api.server();
    }

    /** Decides until it is closed or interrupted. */
    public void run() throws InterruptedException {
        shadow.run();
    }

    /** Whether all has been seen once. */
    public boolean open() {
        return shadow.open();
    }

    /** What has come of it so far. */
    public ShadowReport report() {
        return shadow.report();
    }

    /** Requests to change something: none, ever. */
    public long writes() {
        return api.writes();
    }

    @Override
    public void close() {
        shadow.close();
        api.close();
    }
}
