package dev.kerf.observe.store;

import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.History;
import dev.kerf.core.use.Lack;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Telling;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.observe.series.Joined;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a store has of a time. A query costs the same for one workload as for many, so who asks for one after the other in
 * the order of their names is read ahead for.
 */
final class StoredHistory implements History {
    private static final int AHEAD = 256;
    private static final Sql NOT_ZERO = Sql.of("steps > 0 AND samples <> ?", new byte[Float.BYTES]);
    private final Store store;
    private final Range range;
    private final List<String> workloads;
    private final Map<String, SortedMap<Seat, Map<Signal, Seen>>> ready = new HashMap<>();
    private int expected;

    StoredHistory(Store store, Range range) {
        this.store = store;
        this.range = range;
        this.workloads = store.subjects().workloads();
    }

    @Override
    public Instant asOf() {
        return range.end();
    }

    @Override
    public SortedMap<Seat, Map<Signal, Seen>> of(String namespace, String workload) {
        String key = Subjects.key(namespace, workload);
        List<String> batch;
        synchronized (ready) {
            int at = Collections.binarySearch(workloads, key);
            if (at < 0) {
                return Collections.emptySortedMap();
            }
            SortedMap<Seat, Map<Signal, Seen>> there = ready.remove(key);
            if (there != null) {
                return there;
            }
            batch = batch(at);
        }
        Map<String, SortedMap<Seat, Map<Signal, Seen>>> read = read(batch);
        SortedMap<Seat, Map<Signal, Seen>> found = Objects.requireNonNull(read.remove(key));
        synchronized (ready) {
            ready.clear();
            ready.putAll(read);
        }
        return found;
    }

    /** One; or, for who goes on where the last batch ended, as many as have so many seats together. */
    private List<String> batch(int at) {
        int end = at;
        int seats = 0;
        while (end < workloads.size() && (end == at || at == expected) && seats < AHEAD) {
            seats += store.subjects().of(workloads.get(end)).size();
            end++;
        }
        expected = end;
        return workloads.subList(at, end);
    }

    private Map<String, SortedMap<Seat, Map<Signal, Seen>>> read(List<String> batch) {
        Map<Integer, Seat> seats = new HashMap<>();
        Map<String, Joined<Seat>> joined = new HashMap<>();
        for (String workload : batch) {
            joined.put(workload, Joined.seats(range));
            store.subjects()
                    .of(workload)
                    .forEach(seat -> seats.put(store.subjects().id(seat), seat));
        }
        store.rows(among(seats.keySet(), range), row -> {
            Seat seat = Objects.requireNonNull(seats.get(row.subject()));
            Joined<Seat> whole = Objects.requireNonNull(joined.get(Subjects.key(seat.namespace(), seat.workload())));
            add(whole, seat, row);
        });
        Map<String, SortedMap<Seat, Map<Signal, Seen>>> all = new HashMap<>();
        joined.forEach((workload, whole) -> all.put(workload, whole.all()));
        return all;
    }

    private <K extends Comparable<K>> void add(Joined<K> whole, K key, DayRow row) {
        Instant start = store.steps().moment(row.day(), row.packed().first());
        whole.add(key, row.signal(), start, row.packed().values(), row.rung(), row.trust());
    }

    /** The filter of rows; bounds first, as they skip most of what is stored. */
    private Sql among(Collection<Integer> subjects, Range some) {
        int[] sorted = subjects.stream().mapToInt(id -> id).sorted().toArray();
        int least = sorted[0];
        int most = sorted[sorted.length - 1];
        Sql bounds = days(some).and(Sql.of("subject BETWEEN ? AND ?", least, most));
        return most - least + 1 == sorted.length ? bounds : bounds.and(Sql.of("subject = ANY (?)", sorted));
    }

    private Map<Integer, Gpu> numbered() {
        Map<Integer, Gpu> gpus = new HashMap<>();
        store.subjects().gpus().forEach(gpu -> gpus.put(store.subjects().id(gpu), gpu));
        return gpus;
    }

    @Override
    public SortedMap<Gpu, Map<Signal, Seen>> gpus() {
        Map<Integer, Gpu> gpus = numbered();
        Joined<Gpu> joined = Joined.gpus(range);
        if (!gpus.isEmpty()) {
            store.rows(
                    among(gpus.keySet(), range),
                    row -> add(joined, Objects.requireNonNull(gpus.get(row.subject())), row));
        }
        return joined.all();
    }

    /** First who tells at all: of most GPUs every day is four bytes of zero, which need not be fetched. */
    @Override
    public SortedMap<Gpu, Map<Signal, Seen>> telling(Set<Signal> signals, Duration back) {
        Range some = last(back);
        String names = signals.stream().map(signal -> "'" + signal.name() + "'").collect(Collectors.joining(","));
        Sql among = Sql.of("signal IN (" + names + ")");
        Set<Integer> telling = new HashSet<>();
        store.subjects(days(some).and(among).and(NOT_ZERO), telling::add);
        Map<Integer, Gpu> gpus = numbered();
        gpus.keySet().retainAll(telling);
        Joined<Gpu> joined = Joined.gpus(some);
        if (!gpus.isEmpty()) {
            store.rows(
                    among(gpus.keySet(), some).and(among),
                    row -> add(joined, Objects.requireNonNull(gpus.get(row.subject())), row));
        }
        return Telling.above(joined.all(), signals, some.start(), some.end());
    }

    @Override
    public SortedMap<Gpu, Instant> toldUntil(Duration back) {
        Map<Integer, Gpu> gpus = numbered();
        Instant from = asOf().minus(back);
        SortedMap<Gpu, Instant> until = new TreeMap<>();
        store.ends(store.steps().day(from), (id, end) -> {
            Gpu gpu = gpus.get(id); // null: another process has numbered it meanwhile
            if (gpu != null && end.isAfter(from)) {
                until.merge(gpu, end, StoredHistory::later);
            }
        });
        return until;
    }

    @Override
    public SortedMap<String, Map<Signal, Seen>> nodes(Duration back) {
        Map<Integer, String> nodes = new HashMap<>();
        store.subjects().nodes().forEach(node -> nodes.put(store.subjects().idOfNode(node), node));
        Joined<String> joined = Joined.nodes(last(back));
        if (!nodes.isEmpty()) {
            store.rows(
                    among(nodes.keySet(), last(back)),
                    row -> add(joined, Objects.requireNonNull(nodes.get(row.subject())), row));
        }
        return joined.all();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private Range last(Duration back) {
        return Range.between(later(range.start(), asOf().minus(back)), asOf(), range.step());
    }

    private Sql days(Range some) {
        return Sql.of(
                "day BETWEEN ? AND ?",
                store.steps().day(some.start()),
                store.steps().day(some.end()));
    }

    @Override
    public List<Lack> lacks() {
        return store.lacks();
    }
}
