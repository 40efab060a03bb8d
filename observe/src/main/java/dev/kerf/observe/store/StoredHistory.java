package dev.kerf.observe.store;

import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.History;
import dev.kerf.core.use.Lack;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.observe.series.Joined;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/**
 * What a store has of a time. A query costs the same for one workload as for many, so who asks for one after the other in
 * the order of their names is read ahead for.
 */
final class StoredHistory implements History {
    private static final int AHEAD = 256;
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
        store.rows(among(seats.keySet()), row -> {
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
    private Sql among(Collection<Integer> subjects) {
        int[] sorted = subjects.stream().mapToInt(id -> id).sorted().toArray();
        int least = sorted[0];
        int most = sorted[sorted.length - 1];
        int first = store.steps().day(range.start());
        int last = store.steps().day(range.end());
        String bounds = "day BETWEEN ? AND ? AND subject BETWEEN ? AND ?";
        return most - least + 1 == sorted.length
                ? Sql.of(bounds, first, last, least, most)
                : Sql.of(bounds + " AND subject = ANY (?)", first, last, least, most, sorted);
    }

    @Override
    public SortedMap<Gpu, Map<Signal, Seen>> gpus() {
        Map<Integer, Gpu> gpus = new HashMap<>();
        store.subjects().gpus().forEach(gpu -> gpus.put(store.subjects().id(gpu), gpu));
        Joined<Gpu> joined = Joined.gpus(range);
        if (!gpus.isEmpty()) {
            store.rows(among(gpus.keySet()), row -> add(joined, Objects.requireNonNull(gpus.get(row.subject())), row));
        }
        return joined.all();
    }

    @Override
    public List<Lack> lacks() {
        return store.lacks();
    }
}
