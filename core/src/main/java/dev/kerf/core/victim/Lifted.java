package dev.kerf.core.victim;

import dev.kerf.core.account.Stage;
import dev.kerf.core.snapshot.Workspace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Units that were taken off their nodes to see what becomes possible, and where they stood. */
public final class Lifted {
    private final Stage stage;
    private final Units units;
    private final Map<Unit, List<Place>> places = new LinkedHashMap<>();
    private final BitSet tasks = new BitSet();

    /** Where a task stood. */
    public record Place(int task, int node, long devices) {}

    public Lifted(Stage stage, Units units) {
        this.stage = stage;
        this.units = units;
    }

    /** Takes the unit off, as far as it is not off already. */
    void lift(Unit unit) {
        List<Place> own = new ArrayList<>();
        Workspace workspace = stage.workspace();
        unit.all().filter(t -> workspace.nodeOf(t) != Workspace.NOWHERE).forEach(task -> {
            own.add(new Place(task, workspace.nodeOf(task), workspace.devicesOf(task)));
            stage.lift(task);
            tasks.set(task);
        });
        if (!own.isEmpty()) {
            places.put(unit, own);
        }
    }

    /** Whether nothing of the unit stands any more. */
    boolean has(Unit unit) {
        return unit.all().allMatch(tasks::get);
    }

    /** Whether the task was taken off. */
    boolean has(int task) {
        return tasks.get(task);
    }

    /** Forgets the unit, whose tasks have been put where they were by other means. */
    void forget(Unit unit) {
        List<Place> own = places.remove(unit);
        if (own != null) {
            own.forEach(p -> tasks.clear(p.task()));
        }
    }

    /** Takes over what another has lifted. */
    void takeOver(Lifted other) {
        other.places.forEach((unit, own) -> {
            places.put(unit, own);
            own.forEach(p -> tasks.set(p.task()));
        });
    }

    /**
     * Puts back whatever finds its own room still there, the dearest first.
     *
     * @param fine what must hold afterwards; where it does not, the unit stays off
     */
    void spare(BooleanSupplier fine) {
        List<Unit> dearest = places.keySet().stream()
                .sorted(Comparator.comparingInt(Unit::priority)
                        .thenComparingLong(Unit::cost)
                        .reversed()
                        .thenComparing(Unit::index))
                .toList();
        for (Unit unit : dearest) {
            Stage.Mark mark = stage.checkpoint();
            List<Place> own = places.get(unit);
            if (spare(unit) && own != null && !fine.getAsBoolean()) {
                stage.undo(mark);
                places.put(unit, own);
                own.forEach(p -> tasks.set(p.task()));
            }
        }
    }

    /**
     * Puts the unit back if all of it finds its own room still there.
     *
     * @return whether it did
     */
    boolean spare(Unit unit) {
        if (partOfALiftedGang(unit)) {
            return false;
        }
        Stage.Mark mark = stage.checkpoint();
        for (Place place : places.getOrDefault(unit, List.of())) {
            if (!stage.returns(place.task(), place.node(), place.devices())) {
                stage.undo(mark);
                return false;
            }
        }
        forget(unit);
        return true;
    }

    private boolean partOfALiftedGang(Unit unit) {
        return unit.gang() >= 0 && !unit.whole() && places.containsKey(units.whole(unit.gang()));
    }

    /** What was lifted and stayed so, with where it stood. */
    public Map<Unit, List<Place>> places() {
        return places;
    }
}
