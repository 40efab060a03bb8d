package dev.kerf.observe.series;

import dev.kerf.core.use.Gpu;
import dev.kerf.observe.prometheus.Series;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Figures of cards that pods keep for those who share them. They are the card's, told of the pod that keeps it; they come to each
 * who shares it, while something else is told of it: what the card did before was another's. Of a day in which it was alone on the
 * card for a time that time counts, and while others were there too nothing is known.
 */
final class Kept {
    private final List<Told> told = new ArrayList<>();
    private final Set<Place> places = new HashSet<>();
    private final Set<Place> blurred = new HashSet<>();
    private final Map<Holder, BitSet> lives = new HashMap<>();
    private final Map<Holder, Set<String>> containers = new HashMap<>();
    private final Map<Place, Set<String>> onGpu = new HashMap<>();

    /** A series of a card that is kept. */
    record Told(Source source, String part, Series series, Table.How how, Gpu gpu, List<Holder> sharers) {}

    void note(Told one) {
        told.add(one);
    }

    boolean has(Place place) {
        return places.contains(place);
    }

    /** Whether others were on the card as long as it was. */
    boolean blurs(Place place) {
        return blurred.contains(place);
    }

    /** Gives each series to those who share its card. */
    void settle(Table table) {
        if (!told.isEmpty()) {
            table.places().forEach(this::look);
            told.forEach(one -> one.sharers().forEach(sharer -> {
                Place place = new Place(named(sharer, one.gpu()), one.gpu());
                places.add(place);
                table.enter(place, one.source(), one.part(), one.series(), one.how());
            }));
            places.forEach(place -> limit(place, table));
            places.removeIf(place -> table.told(place).isEmpty());
        }
    }

    private void look(Place place, Map<Source, Map<String, Column>> sources) {
        Holder holder = place.holder();
        if (holder != null) {
            Holder pod = pod(holder);
            BitSet life = lives.computeIfAbsent(pod, made -> new BitSet());
            sources.values().forEach(parts -> parts.values().forEach(column -> life.or(column.told())));
            if (!holder.container().isEmpty()) {
                containers.computeIfAbsent(pod, made -> new TreeSet<>()).add(holder.container());
                onGpu.computeIfAbsent(new Place(pod, place.gpu()), made -> new TreeSet<>())
                        .add(holder.container());
            }
        }
    }

    private static Holder pod(Holder holder) {
        return new Holder(holder.namespace(), holder.pod(), "");
    }

    /** With its container, as far as one is told to be on the GPU, or to be the only one. */
    private Holder named(Holder sharer, Gpu gpu) {
        Set<String> there = onGpu.getOrDefault(new Place(pod(sharer), gpu), Set.of());
        Set<String> names = there.isEmpty() ? containers.getOrDefault(pod(sharer), Set.of()) : there;
        boolean known = sharer.container().isEmpty() && names.size() == 1;
        return known
                ? new Holder(sharer.namespace(), sharer.pod(), names.iterator().next())
                : sharer;
    }

    /** Where nothing is told of any pod but its card, nobody knows since when it was there. */
    private void limit(Place place, Table table) {
        if (!lives.isEmpty()) {
            BitSet alone = (BitSet) life(place).clone();
            places.stream()
                    .filter(other -> !other.equals(place) && Objects.equals(other.gpu(), place.gpu()))
                    .forEach(other -> alone.andNot(life(other)));
            if (alone.isEmpty()) {
                blurred.add(place);
            }
            keep(alone.isEmpty() ? life(place) : alone, place, table);
            table.leaveOutSilent(place);
        }
    }

    private BitSet life(Place place) {
        return lives.getOrDefault(pod(Objects.requireNonNull(place.holder())), new BitSet());
    }

    private static void keep(BitSet time, Place place, Table table) {
        table.told(place).forEach((source, parts) -> {
            if (source.exporter() == Exporter.DCGM) {
                parts.values().forEach(column -> column.within(time));
            }
        });
    }
}
