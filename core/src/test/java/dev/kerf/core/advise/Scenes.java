package dev.kerf.core.advise;

import dev.kerf.core.FirstFit;
import dev.kerf.core.Given;
import dev.kerf.core.model.Bytes;
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
import dev.kerf.core.price.Offer;
import dev.kerf.core.price.Price;
import dev.kerf.core.price.PriceBook;
import dev.kerf.core.size.Follow;
import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Lack;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * A scene for a test, told in a few words: nodes, pods on their cards, what was measured of them, and prices. The container of
 * every pod is {@code main}; card 3 of node {@code a} is the GPU {@code GPU-a-3}.
 */
public final class Scenes {
    /** Up to when is looked: a Monday at noon. */
    public static final Instant NOW = Instant.parse("2026-11-16T12:00:00Z");
    /** Between two values. */
    public static final Duration STEP = Duration.ofMinutes(5);
    /** Of every price. */
    public static final Price.Origin ORIGIN =
            new Price.Origin("on-demand list", "AWS us-east-1", LocalDate.of(2026, 7, 20));

    private static final Set<Signal> OF_A_CARD = EnumSet.of(
            Signal.ACTIVITY,
            Signal.GPU_MEMORY,
            Signal.POWER,
            Signal.DRAM,
            Signal.TENSOR,
            Signal.FP64,
            Signal.NVLINK,
            Signal.POWER_CAPPED,
            Signal.HEAT_CAPPED,
            Signal.XID);
    private static final Duration AGE = Duration.ofDays(20);
    private final List<Node> nodes = new ArrayList<>();
    private final List<Placement> placed = new ArrayList<>();
    private final List<Task> pending = new ArrayList<>();
    private final Map<String, Integer> taken = new HashMap<>();
    private final Seens seens = new Seens();
    private final List<Offer> offers = new ArrayList<>();
    private Thresholds thresholds = Thresholds.USUAL;
    private Duration old = Duration.ZERO;
    private Followers followers = Followers.NONE;

    /** A node of 96 CPUs and 1152Gi with so many GPUs of 80Gi. */
    public Scenes node(String name, String model, int gpus) {
        return node(Given.sized(name, 96, 1152, new Gpus(model, Bytes.ofGib(80), gpus)));
    }

    public Scenes node(Node node) {
        nodes.add(node);
        return this;
    }

    /** A node has these labels and no others. */
    public Scenes labels(String node, Map<String, String> labels) {
        nodes.replaceAll(n -> n.name().equals(node) ? n.withLabels(labels) : n);
        return this;
    }

    /** Pods {@code NAME-0…} of the owner {@code KIND/NAME}, each with whole GPUs, on the next cards of the node. */
    public Scenes running(String owner, int pods, String node, int gpus) {
        for (int i = 0; i < pods; i++) {
            int first = taken.merge(node, gpus, Integer::sum) - gpus;
            int[] cards = java.util.stream.IntStream.range(first, first + gpus).toArray();
            pod(task(owner, name(owner, i), new GpuNeed.Whole(gpus)), node, cards);
        }
        return this;
    }

    /** A pod that has its part of these cards; without any, none is known. */
    public Scenes pod(Task task, String node, int... cards) {
        int part = task.need().gpu() instanceof GpuNeed.Fraction f ? f.thousandths() : Share.WHOLE;
        long memory = nodes.stream()
                .filter(n -> n.name().equals(node))
                .mapToLong(n -> n.gpus().memory().count())
                .findFirst()
                .orElse(0);
        List<Slice> slices = Arrays.stream(cards)
                .mapToObj(c -> new Slice(c, new Share(part, new Bytes(memory * part / Share.WHOLE))))
                .toList();
        placed.add(new Placement(task, node, slices, null, NOW.minus(AGE), null));
        return this;
    }

    public Scenes pending(Task... tasks) {
        pending.addAll(List.of(tasks));
        return this;
    }

    /** Changes the pods that run so far. */
    public Scenes tasks(UnaryOperator<Task> change) {
        placed.replaceAll(
                p -> new Placement(change.apply(p.task()), p.node(), p.slices(), p.group(), p.since(), p.goneBy()));
        return this;
    }

    /** All pods are of a group that shares a card. */
    public Scenes group(String name) {
        placed.replaceAll(p -> new Placement(p.task(), p.node(), p.slices(), name, p.since(), p.goneBy()));
        return this;
    }

    /** All pods began so long ago. */
    public Scenes since(Duration age) {
        placed.replaceAll(p -> p.withSince(NOW.minus(age)));
        return this;
    }

    /** A pod of a namespace {@code team}: 4 CPUs and 16Gi. */
    public static Task task(String owner, String pod, GpuNeed gpu) {
        return new Task(
                new TaskId("team", pod),
                owner,
                Map.of(),
                Need.of(Cpu.ofCores(4), Bytes.ofGib(16), gpu),
                Constraints.NONE,
                0,
                NOW.minus(AGE),
                null,
                List.of());
    }

    private static String name(String owner, int i) {
        return owner.substring(owner.indexOf('/') + 1) + "-" + i;
    }

    /** What was measured of a pod: of each of its cards, or of the pod alone. */
    public Scenes saw(String pod, Signal signal, Track track) {
        return saw(pod, signal, track, Attribution.WHOLE_DEVICE);
    }

    /** The same, of all pods {@code NAME-…} of an owner. */
    public Scenes sawAll(String owner, Signal signal, Track track) {
        placed.stream()
                .filter(p -> p.task().workload().equals(owner))
                .map(p -> p.task().id().name())
                .forEach(pod -> saw(pod, signal, track));
        return this;
    }

    public Scenes saw(String pod, Signal signal, Track track, Attribution attribution) {
        for (Placement placement : placed) {
            if (placement.task().id().name().equals(pod)) {
                seens.add(placement, cards(placement, signal), signal, track, attribution);
            }
        }
        return this;
    }

    private static List<String> cards(Placement placement, Signal signal) {
        return OF_A_CARD.contains(signal)
                ? placement.slices().stream()
                        .map(s -> card(placement.node(), s.device()))
                        .toList()
                : List.of();
    }

    /** What was measured of a card, whoever held it. */
    public Scenes device(String node, int index, Signal signal, Track track) {
        String model = nodes.stream()
                .filter(n -> n.name().equals(node))
                .map(n -> n.gpus().model())
                .findFirst()
                .orElse("");
        seens.device(node, index, model, signal, track);
        return this;
    }

    /** What was free of a node. */
    public Scenes free(String node, Signal signal, Track track) {
        seens.free(node, signal, track);
        return this;
    }

    /** {@code GPU-a-3}. */
    public static String card(String node, int index) {
        return "GPU-" + node + "-" + index;
    }

    public Scenes lacks(Lack lack) {
        seens.lacks(lack);
        return this;
    }

    /** What one GPU of a model costs an hour, in US dollars. */
    public Scenes price(String model, String dollars) {
        offers.add(new Offer(model, "", Map.of(), new Price(new BigDecimal(dollars), 1, "USD", ORIGIN)));
        return this;
    }

    public Scenes thresholds(Thresholds other) {
        thresholds = other;
        return this;
    }

    /** All parts of GPUs follow their load so closely. */
    public Scenes following(Follow how) {
        followers = work -> how;
        return this;
    }

    /** A pod that ran and was measured stands no more. */
    public Scenes gone(String pod) {
        placed.removeIf(placement -> placement.task().id().name().equals(pod));
        return this;
    }

    /** The cluster was read so long after the newest measurement. */
    public Scenes measuredAgo(Duration time) {
        old = time;
        return this;
    }

    /** So many days up to now, always the same. */
    public static Track steady(int days, double value) {
        return over(Duration.ofDays(days), hours -> value);
    }

    /** So long up to now; the value follows the hours since the beginning. */
    public static Track over(Duration time, DoubleUnaryOperator byHour) {
        float[] values = new float[(int) time.dividedBy(STEP)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) byHour.applyAsDouble(i * STEP.toMinutes() / 60.0);
        }
        return Track.of(NOW.minus(time), STEP, values);
    }

    /** Bytes of so many GiB. */
    public static double gib(double gib) {
        return gib * (1L << 30);
    }

    public Cluster cluster() {
        return new Cluster(NOW.plus(old), nodes, pending, placed, List.of());
    }

    public Scene scene() {
        PriceBook book = new PriceBook("test", "USD", offers);
        return new Scene(cluster(), seens, book, thresholds, FirstFit.POLICY, 1, followers);
    }
}
