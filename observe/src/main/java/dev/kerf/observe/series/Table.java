package dev.kerf.observe.series;

import dev.kerf.core.use.Gpu;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.observe.prometheus.Series;
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

    /** How a series is entered. */
    private enum How {
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
            @Nullable Gpu gpu = Device.of(series.labels());
            if (gpu != null) {
                enter(new Place(null, gpu), source, part, series, entry);
                holders(holder).forEach(each -> enter(new Place(each, gpu), source, part, series, entry));
            }
        } else if (holder != null) {
            Holder whose = source.ofPods() ? new Holder(holder.namespace(), holder.pod(), "") : holder;
            enter(new Place(whose, null), source, part, series, entry);
        }
    }

    /** A pod that only reserves a GPU stands for those who share it. */
    private List<Holder> holders(@Nullable Holder holder) {
        if (holder == null) {
            return List.of();
        }
        List<Holder> sharers = owners.sharers(holder.namespace(), holder.pod());
        return sharers.isEmpty() ? List.of(holder) : sharers;
    }

    private void enter(Place place, Source source, String part, Series series, How entry) {
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
