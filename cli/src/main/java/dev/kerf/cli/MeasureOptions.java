package dev.kerf.cli;

import dev.kerf.core.price.PriceBook;
import dev.kerf.objects.price.PriceFile;
import dev.kerf.objects.read.InputException;
import dev.kerf.observe.prometheus.Access;
import dev.kerf.observe.store.Location;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who measures the cluster, where that is kept, and what its GPUs cost. */
final class MeasureOptions {
    private static final int USUAL_DAYS = 14;

    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            description = "who measures: a Prometheus, Thanos or VictoriaMetrics (default: $$KERF_PROMETHEUS)")
    private @Nullable String prometheus;

    @Option(names = "--prometheus-token-file", paramLabel = "FILE", description = "bearer token to be let in with")
    private @Nullable Path token;

    @Option(
            names = "--prometheus-header",
            paramLabel = "NAME:VALUE",
            description = "sent with each question, such as X-Scope-OrgID:team; may be repeated")
    private List<String> headers = List.of();

    @Option(names = "--prometheus-ca", paramLabel = "FILE", description = "who may have signed its certificate, PEM")
    private @Nullable Path ca;

    @Option(names = "--prometheus-insecure", description = "take any certificate")
    private boolean insecure;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "14",
            description = "how far back to look (default: ${DEFAULT-VALUE})")
    private int days = USUAL_DAYS;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "your prices, before the list prices that come with Kerf; see docs/prices.md")
    private @Nullable String prices;

    @Mixin
    private final StoreOptions store = new StoreOptions();

    /** How far back. */
    private Duration back() {
        if (days < 1) {
            throw new InputException("--days must be at least 1, is " + days);
        }
        return Duration.ofDays(days);
    }

    /** The prices: one's own before the list's. */
    PriceBook book() {
        PriceBook list = PriceFile.listPrices();
        return prices == null ? list : PriceFile.read(prices).over(list);
    }

    /** Whether somebody is named who measures. */
    boolean named() {
        return !address().isBlank();
    }

    /**
     * What it measured, or what a store holds of it.
     *
     * @throws InputException if neither is named, or what is given makes no sense
     */
    Histories histories(InstantSource clock) {
        Location location = store.location();
        return histories(named() || location == null ? this::access : null, location, clock);
    }

    /** The same, as somebody else tells it. */
    Histories histories(Supplier<Access> source, InstantSource clock) {
        return histories(source, store.location(), clock);
    }

    private Histories histories(@Nullable Supplier<Access> source, @Nullable Location location, InstantSource clock) {
        if (source != null) {
            Access _ = source.get(); // what makes no sense is said at once
        }
        return new Histories(source, location, back(), store.kept(), clock);
    }

    private String address() {
        return Objects.requireNonNullElse(prometheus == null ? System.getenv("KERF_PROMETHEUS") : prometheus, "");
    }

    /**
     * Where it answers.
     *
     * @throws InputException if nobody is named, or what is given makes no sense
     */
    Access access() {
        if (!named()) {
            throw new InputException("nobody is named who measures the cluster; give --prometheus URL, or set"
                    + " KERF_PROMETHEUS, such as http://prometheus.monitoring:9090");
        }
        try {
            return let(Access.to(URI.create(address().strip())));
        } catch (IllegalArgumentException wrong) {
            throw new InputException(String.valueOf(wrong.getMessage()));
        }
    }

    private Access let(Access plain) {
        Access access = insecure ? plain.trustingAnybody() : plain;
        access = ca == null ? access : access.trusting(ca);
        access = token == null ? access : access.bearer(read(token));
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new InputException("--prometheus-header wants NAME:VALUE, not " + header);
            }
            access = access.header(header.substring(0, colon), header.substring(colon + 1));
        }
        return access;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new InputException("the token file " + file + " cannot be read");
        }
    }
}
