package dev.kerf.observe.series;

import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Gpu;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

    /** Of what a source tells of a place; of no GPU: it has its figures to itself. */
    Attribution of(Place place, Source source, String part) {
        Gpu gpu = place.gpu();
        if (gpu == null) {
            return Attribution.WHOLE_DEVICE;
        }
        Attribution alone = Device.isInstance(gpu.name()) ? Attribution.MIG_INSTANCE : Attribution.WHOLE_DEVICE;
        Attribution found = alone;
        for (Place other : holders.getOrDefault(gpu, List.of())) {
            Column own = column(place, source, part);
            Column theirs = column(other, source, part);
            if (!other.equals(place) && together(own, theirs)) {
                boolean same = own.alike(theirs) >= SAME;
                found = same ? Attribution.COPIED : found == alone ? Attribution.PER_PROCESS : found;
            }
        }
        return found;
    }

    private static boolean together(Column one, Column other) {
        return one.told().intersects(other.told());
    }

    private Column column(Place place, Source source, String part) {
        return Objects.requireNonNull(table.places().get(place))
                .getOrDefault(source, Map.of())
                .getOrDefault(part, new Column(table.range().count()));
    }
}
