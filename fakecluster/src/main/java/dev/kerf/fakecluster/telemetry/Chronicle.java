package dev.kerf.fakecluster.telemetry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All that was ever told, as spells: what is kept grows with the changes of the cluster and not with time. Of what ended
 * longer ago than Prometheus usually keeps it nothing is left.
 */
final class Chronicle {
    private static final long KEPT = 15L * 24 * 3600 * 1000;
    private final Map<String, List<Spell>> sources = new HashMap<>();

    /** What somebody tells. */
    record Told(Exporter exporter, Labels labels) {}

    /**
     * From a moment on a source tells this and nothing else, whatever it told of the time after that moment.
     *
     * @param source whose series they are
     */
    void tell(String source, Map<Told, Curve> now, long from) {
        Map<Told, Curve> begins = new HashMap<>(now);
        List<Spell> spells = new ArrayList<>();
        for (Spell each : sources.getOrDefault(source, List.of())) {
            Told told = new Told(each.exporter(), each.told());
            boolean goesOn = each.to() == Spell.OPEN
                    && each.from() <= from
                    && each.curve().equals(begins.get(told));
            Spell kept = goesOn || each.to() <= from ? each : each.until(from);
            if (goesOn) {
                begins.remove(told);
            }
            if (kept.from() < kept.to() && kept.to() > from - KEPT) {
                spells.add(kept);
            }
        }
        begins.forEach((told, curve) -> spells.add(new Spell(
                told.exporter(), told.labels(), told.exporter().scraped(told.labels()), curve, from, Spell.OPEN)));
        if (spells.isEmpty()) {
            sources.remove(source);
        } else {
            sources.put(source, spells);
        }
    }

    Stream<Spell> spells(Predicate<Spell> wanted) {
        return sources.values().stream().flatMap(List::stream).filter(wanted);
    }
}
