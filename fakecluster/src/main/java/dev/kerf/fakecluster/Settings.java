package dev.kerf.fakecluster;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How an embedded cluster is started.
 *
 * @param port        on loopback; 0: any that is free
 * @param directory   where the kubeconfig goes; null: a temporary one, removed at the end
 * @param played      whether kubelets are played, so that bound pods run
 * @param controllers whether owners make pods and what nobody owns goes
 * @param history     so many changes of each kind are remembered for those who watch
 * @param clock       the time
 * @param scraped     how often exporters are scraped; null: nothing is told of use, and nobody answers as Prometheus
 * @param log         takes sentences about what went wrong inside
 */
public record Settings(
        int port,
        @Nullable Path directory,
        boolean played,
        boolean controllers,
        int history,
        InstantSource clock,
        @Nullable Duration scraped,
        Consumer<String> log) {
    private static final int USUAL_HISTORY = 20_000;
    private static final Duration USUAL_SCRAPES = Duration.ofSeconds(15);

    /** A whole cluster on any port. */
    public static Settings whole() {
        return new Settings(0, null, true, true, USUAL_HISTORY, InstantSource.system(), USUAL_SCRAPES, sentence -> {});
    }

    /** An API server alone: pods stay as they are bound, owners make nothing. */
    public static Settings apiOnly() {
        return new Settings(0, null, false, false, USUAL_HISTORY, InstantSource.system(), null, sentence -> {});
    }

    public Settings onPort(int other) {
        return new Settings(other, directory, played, controllers, history, clock, scraped, log);
    }

    public Settings in(@Nullable Path other) {
        return new Settings(port, other, played, controllers, history, clock, scraped, log);
    }

    public Settings logging(Consumer<String> other) {
        return new Settings(port, directory, played, controllers, history, clock, scraped, other);
    }

    /** With time as it is told. */
    public Settings at(InstantSource other) {
        return new Settings(port, directory, played, controllers, history, other, scraped, log);
    }

    /** With kubelets that are played. */
    public Settings playing() {
        return new Settings(port, directory, true, controllers, history, clock, scraped, log);
    }

    /** With exporters that are scraped so often; null: with nobody who measures. */
    public Settings measured(@Nullable Duration every) {
        return new Settings(port, directory, played, controllers, history, clock, every, log);
    }
}
