package dev.kerf.observe;

import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Container;
import dev.kerf.core.use.History;
import dev.kerf.core.use.Judged;
import dev.kerf.core.use.Measure;
import dev.kerf.core.use.Rung;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import dev.kerf.core.use.TrustMeter;
import dev.kerf.observe.prometheus.Access;
import dev.kerf.observe.prometheus.Dialect;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.observe.series.Day;
import dev.kerf.observe.series.Owners;
import dev.kerf.observe.store.Ingest;
import dev.kerf.observe.store.Location;
import dev.kerf.observe.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One phase of the study in a process of its own, so that its memory is its own: {@code put STORE CONTAINERS DAYS} fills a
 * store, {@code read} goes through all of it, {@code sizes} makes quantiles of what was counted, {@code ask} fills a store
 * from answers of a Prometheus.
 */
final class HistoryLoad {
    static final Instant BEGIN = Instant.parse("2026-11-16T00:00:00Z");
    private static final int PODS = 4;
    private static final int ASKED = 2000;
    private static final Duration WEEK = Duration.ofDays(7);

    private HistoryLoad() {}

    /** Which phase, where the store is, how many containers, how many days. */
    public static void main(String[] arguments) throws IOException {
        Location location = Location.of(arguments[1]);
        int containers = Integer.parseInt(arguments[2]);
        int days = Integer.parseInt(arguments[3]);
        switch (arguments[0]) {
            case "put" -> timed("put", location, containers, days, store -> put(store, containers, days));
            case "read" -> timed("read", location, containers, days, store -> read(store, days));
            case "ask" -> ask(location, Math.min(ASKED, containers));
            default -> timed("sizes", location, containers, days, HistoryLoad::sizes);
        }
    }

    private static void timed(String phase, Location location, int containers, int days, Consumer<Store> work)
            throws IOException {
        long samples = 4L * 288 * containers * days;
        double before = processor();
        long begun = System.nanoTime();
        long bytes;
        try (Store store = Store.open(location)) {
            work.accept(store);
            bytes = store.bytes();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "%-6s %.1f s, %.1f s of processor time, %.2f million samples a second, %d MiB of memory at most, store %d MiB%n",
                phase, seconds, processor() - before, samples / seconds / 1e6, peak(), bytes >> 20);
    }

    /** Of this process since it began, in seconds. */
    private static double processor() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1000.0;
    }

    /** A day of fewer containers, as a Prometheus answers. */
    private static void ask(Location location, int containers) throws IOException {
        Range day = new Range(BEGIN, Range.USUAL, 288);
        try (Stocked server = new Stocked(day, containers);
                Prometheus source = Prometheus.at(Access.to(server.uri()).speaking(Dialect.PROMETHEUS))) {
            System.out.printf("ask    %,d containers, one day, answers of %d MiB%n", containers, server.bytes() >> 20);
            timed("ask", location, containers, 1, store -> new Ingest(store).from(source, day, Owners.unknown()));
        }
    }

    private static long peak() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                >> 10;
    }

    private static void put(Store store, int containers, int days) {
        for (int day = 0; day < days; day++) {
            store.put(day(day, containers));
        }
    }

    /** Pods with one GPU each, four a workload. */
    static Day day(int day, int containers) {
        Range range = new Range(BEGIN.plus(Duration.ofDays(day)), Range.USUAL, 288);
        Day made = new Day(range, new TreeMap<>(), new TreeMap<>());
        for (int i = 0; i < containers; i++) {
            String namespace = "team-" + i / PODS % 50;
            String workload = "Deployment/service-%05d".formatted(i / PODS);
            String pod = "service-%05d-%d".formatted(i / PODS, i % PODS);
            made.seats()
                    .put(new Seat(namespace, workload, pod, "main", ""), signals(range, i, Signal.CPU, Signal.MEMORY));
            made.seats()
                    .put(
                            new Seat(namespace, workload, pod, "main", "GPU-" + i),
                            signals(range, i, Signal.ACTIVITY, Signal.GPU_MEMORY));
        }
        return made;
    }

    private static Map<Signal, Seen> signals(Range range, int container, Signal... signals) {
        Map<Signal, Seen> all = new EnumMap<>(Signal.class);
        for (Signal signal : signals) {
            TrustMeter meter = new TrustMeter();
            float[] values = new float[range.count()];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(signal, container, range.moment(i).getEpochSecond() / 300);
            }
            meter.add(new Judged.Taken(0), values.length);
            @Nullable Rung rung = signal == Signal.ACTIVITY ? Rung.SM_ACTIVE : null;
            all.put(
                    signal,
                    new Seen(
                            signal,
                            Track.of(range.start(), range.step(), values),
                            rung,
                            Attribution.WHOLE_DEVICE,
                            meter.trust(values.length, Attribution.WHOLE_DEVICE)));
        }
        return all;
    }

    /** Between nothing and all, and never twice the same. */
    static float value(Signal signal, int container, long step) {
        long mixed = (container * 0x9E3779B97F4A7C15L) ^ (step * 0xC2B2AE3D27D4EB4FL);
        float part = ((mixed * 0x165667B19E3779F9L) >>> 40) / (float) (1 << 24);
        return switch (signal) {
            case CPU -> part * 16;
            case ACTIVITY -> part;
            default -> part * 6e10f;
        };
    }

    private static void read(Store store, int days) {
        History history = store.history(Duration.ofDays(days));
        LongAdder values = new LongAdder();
        DoubleAdder sum = new DoubleAdder();
        Semaphore pending = new Semaphore(64);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            String before = "";
            for (Container each : store.containers()) {
                String workload = each.namespace() + each.workload();
                if (!workload.equals(before)) {
                    Map<Seat, Map<Signal, Seen>> seats = history.of(each.namespace(), each.workload());
                    pending.acquireUninterruptibly();
                    threads.execute(() -> {
                        seats.values().forEach(all -> all.values().forEach(seen -> {
                            sum.add(seen.track().quantile(0.98));
                            values.add(seen.track().count());
                        }));
                        pending.release();
                    });
                }
                before = workload;
            }
        }
        System.out.printf("read   %,d values, sum of quantiles %.4g%n", values.sum(), sum.sum());
    }

    private static void sizes(Store store) {
        DoubleAdder sum = new DoubleAdder();
        LongAdder containers = new LongAdder();
        Instant end = store.end();
        store.uses((container, use) -> {
            for (Measure measure : Measure.values()) {
                sum.add(use.of(measure).quantile(0.98, end, WEEK).value());
            }
            containers.increment();
        });
        System.out.printf("sizes  of %,d workloads' containers, sum %.4g%n", containers.sum(), sum.sum());
    }
}
