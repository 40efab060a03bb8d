package dev.kerf.core.advise;

import dev.kerf.core.model.Placement;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.History;
import dev.kerf.core.use.Judged;
import dev.kerf.core.use.Lack;
import dev.kerf.core.use.Rung;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import dev.kerf.core.use.TrustMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was measured, kept in memory. */
final class Seens implements History {
    private final SortedMap<Seat, Map<Signal, Seen>> seats = new TreeMap<>();
    private final SortedMap<Gpu, Map<Signal, Seen>> gpus = new TreeMap<>();
    private final SortedMap<String, Map<Signal, Seen>> nodes = new TreeMap<>();
    private final List<Lack> lacks = new ArrayList<>();

    void add(Placement placement, List<String> cards, Signal signal, Track track, Attribution attribution) {
        TaskId id = placement.task().id();
        for (String card : cards.isEmpty() ? List.of("") : cards) {
            seats.computeIfAbsent(
                            new Seat(id.namespace(), placement.task().workload(), id.name(), "main", card),
                            k -> new EnumMap<>(Signal.class))
                    .put(signal, seen(signal, track, attribution));
        }
    }

    void device(String node, int index, String model, Signal signal, Track track) {
        gpus.computeIfAbsent(new Gpu(node, index, Scenes.card(node, index), model), k -> new EnumMap<>(Signal.class))
                .put(signal, seen(signal, track, Attribution.WHOLE_DEVICE));
    }

    void free(String node, Signal signal, Track track) {
        nodes.computeIfAbsent(node, k -> new EnumMap<>(Signal.class))
                .put(signal, seen(signal, track, Attribution.WHOLE_DEVICE));
    }

    void lacks(Lack lack) {
        lacks.add(lack);
    }

    private static Seen seen(Signal signal, Track track, Attribution attribution) {
        TrustMeter meter = new TrustMeter();
        for (int i = 0; i < track.count(); i++) {
            meter.add(new Judged.Taken(0));
        }
        // As a source tells it: what there should be begins with the first value.
        long expected = Duration.between(track.begun(), track.end()).dividedBy(track.step());
        return new Seen(
                signal,
                track,
                signal == Signal.ACTIVITY ? Rung.SM_ACTIVE : null,
                attribution,
                meter.trust(expected, attribution));
    }

    @Override
    public Instant asOf() {
        return Scenes.NOW;
    }

    @Override
    public SortedMap<Seat, Map<Signal, Seen>> of(String namespace, String workload) {
        SortedMap<Seat, Map<Signal, Seen>> some = new TreeMap<>(seats);
        some.keySet()
                .removeIf(s -> !s.namespace().equals(namespace) || !s.workload().equals(workload));
        return some;
    }

    @Override
    public SortedMap<Gpu, Map<Signal, Seen>> gpus() {
        return gpus;
    }

    @Override
    public SortedMap<String, Map<Signal, Seen>> nodes(Duration back) {
        return nodes;
    }

    @Override
    public List<Lack> lacks() {
        return List.copyOf(lacks);
    }
}
