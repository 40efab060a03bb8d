package dev.kerf.observe.series;

import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Gpu;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out how a GPU's figures came to be those of one who holds it, by comparing them with those of the others. */
final class Sharing {
    /** Figures that are the same in this part of the steps are copies. */
    private static final double SAME = 0.99;

    private final Table table;
    private final Map<Gpu, List<Place>> holders = new HashMap<>();

    Sharing(Table table) {
        this.table = table;
        for (Place each : table.places().keySet()) {
            if (each.holder() != null && each.gpu() != null) {
                holders.computeIfAbsent(each.gpu(), made -> new ArrayList<>()).add(each);
            }
        }
    }

    private List<Place> others(Place place) {
        Gpu gpu = place.gpu();
        List<Place> all = gpu == null ? List.of() : holders.getOrDefault(gpu, List.of());
        boolean none = all.size() == 1 && place.holder() != null;
        return none
                ? List.of()
                : all.stream().filter(other -> !other.equals(place)).toList();
    }

    /** Whether its GPU is kept for sharing, or others were on it at the same time. */
    boolean shared(Place place) {
        List<Place> others = others(place);
        if (table.isKept(place) || others.isEmpty()) {
            return table.isKept(place);
        }
        BitSet own = table.time(place, false);
        return others.stream().anyMatch(other -> table.time(other, false).intersects(own));
    }

    /** Of what a source tells of a place; of no GPU: it has its figures to itself. */
    Attribution of(Place place, Source source, String part) {
        Gpu gpu = place.gpu();
        @Nullable Attribution told = source.exporter().ofContainers();
        if (gpu == null || told != null) {
            return told == null ? Attribution.WHOLE_DEVICE : told;
        }
        Attribution alone = alone(place, gpu);
        Attribution found = alone;
        for (Place other : others(place)) {
            Column own = column(place, source, part);
            Column theirs = column(other, source, part);
            if (together(own, theirs)) {
                boolean same = own.alike(theirs) >= SAME;
                boolean first = found == alone && alone.own();
                found = same ? Attribution.COPIED : first ? Attribution.PER_PROCESS : found;
            } else if (theirs.told().isEmpty() && table.time(other, true).intersects(own.told())) {
                // Told of one of them only, while who knows containers tells of both.
                found = Attribution.COPIED;
            }
        }
        return found;
    }

    private Attribution alone(Place place, Gpu gpu) {
        if (table.isBlurred(place)) {
            return Attribution.COPIED;
        }
        return Device.isInstance(gpu.name())
                ? Attribution.MIG_INSTANCE
                : table.isKept(place) ? Attribution.ONLY_HOLDER : Attribution.WHOLE_DEVICE;
    }

    private static boolean together(Column one, Column other) {
        return one.told().intersects(other.told());
    }

    private Column column(Place place, Source source, String part) {
        return table.told(place)
                .getOrDefault(source, Map.of())
                .getOrDefault(part, new Column(table.range().count()));
    }
}
