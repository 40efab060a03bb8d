package dev.kerf.observe.series;

import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.Rung;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    private Map<Signal, Seen> signals(Place place, Map<Source, Map<String, Column>> all) {
        int expected = expected(whose(place));
        boolean held = place.holder() != null;
        Map<Source, Map<String, Column>> told = held && place.gpu() != null ? preferred(place, all) : all;
        Map<Signal, Seen> signals = new EnumMap<>(Signal.class);
        told.forEach((source, parts) -> {
            if (source.rung() == null) {
                Column column = together(source, parts);
                Attribution attribution = attribution(place, source, parts);
                signals.put(source.signal(), (held ? judging : quiet).seen(source, column, expected, attribution));
            }
        });
        activity(place, told, expected).forEach(seen -> signals.put(seen.signal(), seen));
        count(held, signals);
        return signals;
    }

    /** Of a GPU that is shared, who tells containers apart is believed first; else the device's own counters tell more. */
    private Map<Source, Map<String, Column>> preferred(Place place, Map<Source, Map<String, Column>> all) {
        if (all.keySet().stream().noneMatch(Source::ofContainers)) {
            return all;
        }
        boolean shared = sharing.shared(place);
        Map<Source, Map<String, Column>> told = new LinkedHashMap<>(all);
        for (Signal signal : List.of(Signal.ACTIVITY, Signal.GPU_MEMORY)) {
            all.keySet().stream()
                    .filter(each -> each.signal() == signal)
                    .map(Source::exporter)
                    .min(Comparator.comparing((Exporter each) -> shared && each.ofContainers() == null)
                            .thenComparing(Comparator.naturalOrder()))
                    .ifPresent(
                            best -> told.keySet().removeIf(each -> each.signal() == signal && each.exporter() != best));
        }
        return told;
    }

    /** From the rungs whose figures are its own, where there are such. */
    private List<Seen> activity(Place place, Map<Source, Map<String, Column>> told, int expected) {
        List<Source> ladder =
                told.keySet().stream().filter(each -> each.rung() != null).toList();
        List<Source> own = ladder.stream()
                .filter(each -> of(place, each, parts(told, each)).own())
                .toList();
        List<Source> from = place.holder() == null || own.isEmpty() ? ladder : own;
        if (from.isEmpty()) {
            return List.of();
        }
        Map<Rung, Column> rungs = new EnumMap<>(Rung.class);
        from.forEach(
                each -> rungs.put(java.util.Objects.requireNonNull(each.rung()), together(each, parts(told, each))));
        Source first = from.getFirst();
        Attribution attribution = attribution(place, first, parts(told, first));
        Judging judge = place.holder() != null ? judging : quiet;
        return List.of(judge.activity(rungs, first, expected, attribution));
    }

    private static Map<String, Column> parts(Map<Source, Map<String, Column>> told, Source source) {
        return java.util.Objects.requireNonNull(told.get(source));
    }

    private Attribution of(Place place, Source source, Map<String, Column> parts) {
        return sharing.of(place, source, parts.keySet().iterator().next());
    }

    private Attribution attribution(Place place, Source source, Map<String, Column> parts) {
        Attribution attribution = of(place, source, parts);
        boolean ofSizes = source.signal() == Signal.ACTIVITY || source.signal() == Signal.GPU_MEMORY;
        if (place.gpu() != null && place.holder() != null && ofSizes) {
            findings.attributed(place.gpu().name(), place.holder(), attribution, table.isKept(place));
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
