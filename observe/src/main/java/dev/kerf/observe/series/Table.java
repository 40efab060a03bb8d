package dev.kerf.observe.series;

import dev.kerf.core.use.Gpu;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.observe.prometheus.Series;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/** What was told over a range, by place and source. */
final class Table {
    private final Range range;
    private final Map<Exporter, PodLabels> podLabels;
    private final Owners owners;
    private final Map<Place, Map<Source, Map<String, Column>>> places = new HashMap<>();
    private final Map<String, Gpu> gpus = new HashMap<>();
    private final Kept kept = new Kept();

    /** @param owners of which those who share a reserved GPU are asked for */
    Table(Range range, Map<Exporter, PodLabels> podLabels, Owners owners) {
        this.range = range;
        this.podLabels = podLabels;
        this.owners = owners;
    }

    Range range() {
        return range;
    }

    Map<Place, Map<Source, Map<String, Column>>> places() {
        return places;
    }

    Map<Source, Map<String, Column>> told(Place place) {
        return places.getOrDefault(place, Map.of());
    }

    /** The steps in which anything was told of a place; or anything by who tells containers apart. */
    BitSet time(Place place, boolean ofContainers) {
        BitSet time = new BitSet();
        told(place).forEach((source, parts) -> {
            if (!ofContainers || source.ofContainers()) {
                parts.values().forEach(column -> time.or(column.told()));
            }
        });
        return time;
    }

    /** Nothing is told of it after all. */
    void leaveOutSilent(Place place) {
        if (time(place, false).isEmpty()) {
            places.remove(place);
        }
    }

    /** Whether the figures of a place are of a card that is kept for those who share it. */
    boolean isKept(Place place) {
        return kept.has(place);
    }

    /** Whether others were on the card that is kept for it as long as it was. */
    boolean isBlurred(Place place) {
        return kept.blurs(place);
    }

    /** How a series is entered. */
    enum How {
        VALUES,
        BEYOND,
        ANEW
    }

    void values(Source source, String metric, List<Series> series) {
        series.forEach(each -> enter(source, metric, each, How.VALUES));
    }

    /** What a guard found. */
    void guarded(Source source, String metric, List<Series> series) {
        How entry = source.form() == Form.MEAN ? How.BEYOND : How.ANEW;
        series.forEach(each -> enter(source, metric, each, entry));
    }

    private void enter(Source source, String metric, Series series, How entry) {
        String part =
                metric + "\n" + (source.part().isEmpty() ? "" : series.labels().get(source.part()));
        @Nullable Holder holder = labels(source).holder(series.labels());
        if (source.exporter() == Exporter.DCGM) {
            card(source, part, holder, series, entry);
        } else if (holder != null && !reserves(holder)) {
            Holder whose = source.ofPods() ? new Holder(holder.namespace(), holder.pod(), "") : holder;
            @Nullable Gpu gpu = source.ofContainers() ? gpu(series) : null;
            if (gpu != null || !source.ofContainers()) {
                enter(new Place(whose, gpu), source, part, series, entry);
            }
        }
    }

    /** The same GPU for all who tell of it: not all of them know where it is. */
    private @Nullable Gpu gpu(Series series) {
        @Nullable Gpu told = Device.of(series.labels());
        return told == null ? null : gpus.computeIfAbsent(told.name(), name -> told);
    }

    private void card(Source source, String part, @Nullable Holder holder, Series series, How entry) {
        @Nullable Gpu gpu = Device.of(series.labels());
        if (gpu == null) {
            return;
        }
        gpus.put(gpu.name(), gpu);
        enter(new Place(null, gpu), source, part, series, entry);
        if (holder != null && reserves(holder)) {
            List<Holder> sharers = owners.sharers(holder.namespace(), holder.pod());
            kept.note(new Kept.Told(source, part, series, entry, gpu, sharers));
        } else if (holder != null) {
            enter(new Place(holder, gpu), source, part, series, entry);
        }
    }

    private boolean reserves(Holder holder) {
        return owners.reserves(holder.namespace(), holder.pod());
    }

    /** Everything has been told: whoever shares a card that is kept for it is known by now. */
    void end() {
        kept.settle(this);
    }

    void enter(Place place, Source source, String part, Series series, How entry) {
        Column column = places.computeIfAbsent(place, made -> new LinkedHashMap<>())
                .computeIfAbsent(source, made -> new LinkedHashMap<>())
                .computeIfAbsent(part, made -> new Column(range.count()));
        switch (entry) {
            case VALUES -> column.add(series);
            case BEYOND -> column.beyond(series);
            case ANEW -> column.anew(series);
        }
    }

    PodLabels labels(Source source) {
        return podLabels.getOrDefault(source.exporter(), new PodLabels(false));
    }

    /** The highest value of those sources over all places. */
    double highest(List<Source> sources) {
        double highest = 0;
        for (Map<Source, Map<String, Column>> each : places.values()) {
            for (Entry<Source, Map<String, Column>> told : each.entrySet()) {
                if (sources.contains(told.getKey())) {
                    for (Column column : told.getValue().values()) {
                        highest = Math.max(highest, column.max());
                    }
                }
            }
        }
        return highest;
    }
}
