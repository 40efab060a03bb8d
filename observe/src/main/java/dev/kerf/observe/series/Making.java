package dev.kerf.observe.series;

import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.Rung;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a day of what was told over it. */
final class Making {
    private final Table table;
    private final Chains chains;
    private final Findings findings;
    private final Sharing sharing;
    private final Judging judging;
    private final Judging quiet;
    private final Map<String, BitSet> lives = new HashMap<>();

    Making(Table table, Chains chains, Findings findings) {
        this.table = table;
        this.chains = chains;
        this.findings = findings;
        this.sharing = new Sharing(table);
        double violation = Violations.unit(table, findings);
        this.judging = new Judging(table.range(), violation, findings);
        // What a GPU's holder is told of would count twice.
        this.quiet = new Judging(table.range(), violation, new Findings());
        table.places().forEach((place, told) -> told.values().forEach(parts -> parts.values()
                .forEach(column -> lives.computeIfAbsent(whose(place), made -> new BitSet())
                        .or(column.told()))));
    }

    Day day() {
        SortedMap<Seat, Map<Signal, Seen>> seats = new TreeMap<>();
        SortedMap<Gpu, Map<Signal, Seen>> gpus = new TreeMap<>();
        table.places().forEach((place, told) -> {
            if (place.holder() == null && place.gpu() != null) {
                gpus.put(place.gpu(), signals(place, told));
                findings.gpus.add(place.gpu().name());
            } else {
                seats.put(seat(place), signals(place, told));
            }
        });
        return new Day(table.range(), seats, gpus);
    }

    private Seat seat(Place place) {
        Holder holder = java.util.Objects.requireNonNull(place.holder());
        String device = place.gpu() == null ? "" : place.gpu().name();
        if (!device.isEmpty()) {
            findings.held.add(device);
        }
        return new Seat(
                holder.namespace(),
                chains.workload(holder.namespace(), holder.pod()),
                holder.pod(),
                holder.container(),
                device);
    }

    /** Who has to be there for a value to be missed: the pod, or any GPU of the node. */
    private static String whose(Place place) {
        Holder holder = place.holder();
        Gpu gpu = place.gpu();
        return holder != null ? holder.namespace() + "/" + holder.pod() : gpu == null ? "" : "node " + gpu.node();
    }

    private Map<Signal, Seen> signals(Place place, Map<Source, Map<String, Column>> told) {
        int expected = expected(whose(place));
        boolean held = place.holder() != null;
        Map<Signal, Seen> signals = new EnumMap<>(Signal.class);
        Map<Rung, Column> rungs = new EnumMap<>(Rung.class);
        told.forEach((source, parts) -> {
            Column column = together(source, parts);
            if (source.rung() != null) {
                rungs.put(source.rung(), column);
            } else {
                Attribution attribution = attribution(place, source, parts);
                signals.put(source.signal(), (held ? judging : quiet).seen(source, column, expected, attribution));
            }
        });
        activity(place, told, rungs, expected).forEach(seen -> signals.put(seen.signal(), seen));
        count(held, signals);
        return signals;
    }

    private List<Seen> activity(
            Place place, Map<Source, Map<String, Column>> told, Map<Rung, Column> rungs, int expected) {
        for (Source source : told.keySet()) {
            if (source.rung() != null) {
                Attribution attribution =
                        attribution(place, source, java.util.Objects.requireNonNull(told.get(source)));
                Judging judge = place.holder() != null ? judging : quiet;
                return List.of(judge.activity(rungs, source, expected, attribution));
            }
        }
        return List.of();
    }

    private Attribution attribution(Place place, Source source, Map<String, Column> parts) {
        Attribution attribution =
                sharing.of(place, source, parts.keySet().iterator().next());
        if (place.gpu() != null && place.holder() != null) {
            findings.attributed(place.gpu().name(), attribution);
        }
        return attribution;
    }

    private static Column together(Source source, Map<String, Column> parts) {
        @Nullable Column whole = null;
        for (Column each : parts.values()) {
            if (whole == null) {
                whole = new Column(each.count());
            }
            whole.combine(each, source.summed());
        }
        return java.util.Objects.requireNonNull(whole);
    }

    /** From the first step in which anything was told to the last. */
    private int expected(String whose) {
        BitSet life = lives.getOrDefault(whose, new BitSet());
        return life.length() == 0 ? 0 : life.length() - life.nextSetBit(0);
    }

    private void count(boolean held, Map<Signal, Seen> signals) {
        for (Seen each : signals.values()) {
            findings.expected += held ? each.trust().expected() : 0;
            for (int i = each.track().size() - 1; i >= 0; i--) {
                if (!Float.isNaN(each.track().value(i))) {
                    findings.told(each.track().moment(i + 1));
                    break;
                }
            }
        }
    }
}
