package dev.kerf.cli;

import dev.kerf.core.advise.Advised;
import dev.kerf.core.advise.Advisor;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.rule.Catalogue;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Capacity;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Constraints;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Share;
import dev.kerf.core.model.Slice;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Judged;
import dev.kerf.core.use.Rung;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import dev.kerf.core.use.TrustMeter;
import dev.kerf.objects.price.PriceFile;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.observe.series.Day;
import dev.kerf.observe.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One phase of the study in a process of its own, so that its memory is its own: {@code put FILE CONTAINERS DAYS} fills a
 * store, {@code advise} makes all advice about a cluster of these containers. Each is a pod and a workload with one GPU: of
 * twenty one does nothing, five do little, and the others are busy. Of eight GPUs of a node seven are held.
 */
final class AdviceLoad {
    private static final Instant BEGIN = Instant.parse("2026-11-16T00:00:00Z");
    private static final int CARDS = 8;
    private static final int HELD = 7;
    private static final int MIX = 20;
    private static final int LOW = 6;
    private static final Bytes CARD = Bytes.ofGib(80);

    private AdviceLoad() {}

    /** Which phase, the file, how many containers, how many days. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        int containers = Integer.parseInt(arguments[2]);
        int days = Integer.parseInt(arguments[3]);
        try (Store store = Store.open(file)) {
            if (arguments[0].equals("put")) {
                for (int day = 0; day < days; day++) {
                    store.put(day(day, containers));
                }
            } else {
                advise(store, containers, days);
            }
        }
    }

    private static void advise(Store store, int containers, int days) throws IOException {
        double before = processor();
        long begun = System.nanoTime();
        Scene scene = Advising.scene(
                cluster(containers, store.end()), store.history(Duration.ofDays(days)), PriceFile.listPrices());
        Advised advised = Advisor.advise(scene, Catalogue.ALL);
        System.out.printf(
                "advise %,d containers: %.1f s, %.1f s of processor time, %d MiB of memory at most, %,d advice, %,d of it followed%n",
                containers,
                (System.nanoTime() - begun) / 1e9,
                processor() - before,
                peak(),
                advised.advice().size() + advised.aside().size(),
                advised.followed().size());
        System.out.println("       "
                + Stream.concat(advised.advice().stream(), advised.aside().stream())
                        .collect(Collectors.groupingBy(a -> a.draft().kind(), TreeMap::new, Collectors.counting())));
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

    private static long peak() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                >> 10;
    }

    private static String workload(int i) {
        return "Deployment/service-%05d".formatted(i);
    }

    private static TaskId id(int i) {
        return new TaskId("team-" + i % 50, "service-%05d-0".formatted(i));
    }

    static Cluster cluster(int containers, Instant now) {
        List<Node> nodes = new ArrayList<>();
        List<Placement> placed = new ArrayList<>();
        for (int i = 0; i < containers; i++) {
            String node = "node-%05d".formatted(i / HELD);
            if (i % HELD == 0) {
                nodes.add(Node.of(
                                node,
                                Capacity.of(Cpu.ofCores(96), Bytes.ofGib(1152), 110),
                                new Gpus("H100", CARD, CARDS))
                        .withLabels(Map.of("kubernetes.io/hostname", node)));
            }
            Task task = new Task(
                    id(i),
                    workload(i),
                    Map.of("team", "a", "kerf.dev/sharing", "allowed"),
                    Need.of(Cpu.ofCores(4), Bytes.ofGib(64), new GpuNeed.Whole(1)),
                    Constraints.NONE,
                    0,
                    BEGIN,
                    null,
                    List.of());
            placed.add(new Placement(
                    task, node, List.of(new Slice(i % HELD, new Share(Share.WHOLE, CARD))), null, BEGIN, null));
        }
        return new Cluster(now, nodes, List.of(), placed, List.of());
    }

    static Day day(int day, int containers) {
        Range range = new Range(BEGIN.plus(Duration.ofDays(day)), Range.USUAL, 288);
        Day made = new Day(range, new TreeMap<>(), new TreeMap<>());
        for (int i = 0; i < containers; i++) {
            TaskId id = id(i);
            made.seats()
                    .put(
                            new Seat(id.namespace(), workload(i), id.name(), "main", ""),
                            signals(range, i, Signal.CPU, Signal.MEMORY));
            made.seats()
                    .put(
                            new Seat(id.namespace(), workload(i), id.name(), "main", "GPU-" + i),
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
            Rung rung = Rung.SM_ACTIVE;
            all.put(
                    signal,
                    new Seen(
                            signal,
                            Track.of(range.start(), range.step(), values),
                            signal == Signal.ACTIVITY ? rung : null,
                            Attribution.WHOLE_DEVICE,
                            meter.trust(values.length, Attribution.WHOLE_DEVICE)));
        }
        return all;
    }

    /** A day's wave, each pod's at another hour, and noise. */
    private static float value(Signal signal, int container, long step) {
        long mixed = (container * 0x9E3779B97F4A7C15L) ^ (step * 0xC2B2AE3D27D4EB4FL);
        float noise = ((mixed * 0x165667B19E3779F9L) >>> 40) / (float) (1 << 24);
        float wave = (float) (1 + Math.sin((step + container * 37L) % 288 * Math.PI / 144)) / 2;
        float load = 0.8f * wave + 0.2f * noise;
        int sort = container % MIX;
        return switch (signal) {
            case CPU -> load * 2 + 0.1f;
            case ACTIVITY -> sort == 0 ? 0 : sort < LOW ? load * 0.05f * sort + 0.02f : 0.3f + 0.7f * load;
            case GPU_MEMORY -> (sort < LOW ? 4e9f : 6e10f) + load * 1e9f;
            default -> 3e10f + load * 1e10f;
        };
    }
}
