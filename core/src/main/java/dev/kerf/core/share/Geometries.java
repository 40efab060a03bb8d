package dev.kerf.core.share;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** All that a card can be cut into: every set of instances that can be on it at once. */
public final class Geometries {
    private final MigModel model;
    private final List<MigInstance> places;

    private Geometries(MigModel model, List<MigProfile> profiles) {
        this.model = model;
        this.places = MigModel.places(profiles);
    }

    /** Every legal set of instances of these profiles, the empty one among them. */
    public static List<List<MigInstance>> all(MigModel model, List<MigProfile> profiles) {
        List<List<MigInstance>> found = new ArrayList<>();
        beside(model, profiles, List.of(), set -> found.add(List.copyOf(set)));
        return found;
    }

    /** The legal sets to which nothing of these profiles can be added. */
    public static List<List<MigInstance>> maximal(MigModel model, List<MigProfile> profiles) {
        Geometries geometries = new Geometries(model, profiles);
        return all(model, profiles).stream()
                .filter(set -> geometries.places.stream().noneMatch(p -> geometries.fits(set, p)))
                .toList();
    }

    /** What sets come to, wherever the instances are: {@code 4g.40gb + 3g.40gb}. */
    public static Set<String> kinds(List<List<MigInstance>> sets) {
        Set<String> kinds = new TreeSet<>();
        sets.forEach(set -> kinds.add(MigModel.text(set.stream().map(MigInstance::profile))));
        return kinds;
    }

    /** Every set of instances of these profiles that can be beside those that are there already; the empty one first. */
    static void beside(
            MigModel model, List<MigProfile> profiles, List<MigInstance> there, Consumer<List<MigInstance>> each) {
        new Geometries(model, profiles).extend(new ArrayList<>(there), there.size(), 0, each);
    }

    private void extend(List<MigInstance> set, int there, int from, Consumer<List<MigInstance>> each) {
        each.accept(set.subList(there, set.size()));
        for (int p = from; p < places.size(); p++) {
            if (fits(set, places.get(p))) {
                set.add(places.get(p));
                extend(set, there, p + 1, each);
                set.removeLast();
            }
        }
    }

    private boolean fits(List<MigInstance> set, MigInstance place) {
        List<MigInstance> more = new ArrayList<>(set);
        more.add(place);
        return model.legal(more);
    }

    /** How much could still come: the compute of every place that is still free, added up. What leaves more open is better. */
    static int open(MigModel model, List<MigInstance> set) {
        Geometries geometries = new Geometries(model, model.plain());
        return geometries.places.stream()
                .filter(p -> geometries.fits(set, p))
                .mapToInt(p -> p.profile().compute())
                .sum();
    }
}
