package dev.kerf.core.victim;

import dev.kerf.core.account.Shortage;
import dev.kerf.core.account.Stage;
import dev.kerf.core.fit.Room;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Makes room for tasks of one class, node by node: for each node is found what has to leave it for one task, for two, and so
 * on; then the cheapest of all these are taken, one after the other, and looked at anew where what was taken before
 * has changed them. It does not try all combinations: where queues may give up little and what they have is spread over
 * nodes in pieces of several sizes, room may be missed that is there.
 */
final class Clearing {
    /** Steps looked at per node; a node seldom takes more tasks of one gang. */
    private static final int MOST_STEPS = 64;

    private static final Comparator<Unit> RELUCTANTLY = Comparator.comparingInt(Unit::priority)
            .thenComparingLong(Unit::cost)
            .thenComparing(Unit::since, Comparator.reverseOrder())
            .thenComparingInt(Unit::index);
    private static final Comparator<Step> CHEAPEST = Comparator.comparingInt(Step::grade)
            .thenComparingInt(Step::priority)
            .thenComparingDouble(Step::costEach)
            .thenComparingInt(Step::node)
            .thenComparingInt(Step::gain);
    private final Stage stage;
    private final Units units;
    private final Grounds grounds;
    private final Room room;
    private final Lifted lifted;

    /** What has to leave a node for so many more tasks than there is room for. */
    private record Step(int node, int gain, List<Unit> units, int grade, int priority, long cost) {
        double costEach() {
            return (double) cost / gain;
        }
    }

    Clearing(Stage stage, Units units, Grounds grounds, Room room, Lifted lifted) {
        this.stage = stage;
        this.units = units;
        this.grounds = grounds;
        this.room = room;
        this.lifted = lifted;
    }

    /**
     * Makes room on the nodes for so many tasks of the class, those counted for which there is room already.
     *
     * @return for how many there is room now
     */
    int clear(int taskClass, int count, BitSet nodes) {
        int there = 0;
        for (int n = nodes.nextSetBit(0); n >= 0 && there < count; n = nodes.nextSetBit(n + 1)) {
            there += room.on(taskClass, n);
        }
        if (there >= count) {
            return there;
        }
        PriorityQueue<Step> steps = new PriorityQueue<>(CHEAPEST);
        for (int n = nodes.nextSetBit(0); n >= 0; n = nodes.nextSetBit(n + 1)) {
            steps.addAll(steps(taskClass, n, count - there));
        }
        while (there < count && !steps.isEmpty()) {
            there += take(taskClass, steps);
        }
        return there;
    }

    /** Takes the cheapest step, or puts it back with the cost it has now where that is another. */
    private int take(int taskClass, PriorityQueue<Step> steps) {
        Step step = steps.remove();
        Step now = again(step);
        if (now == null) {
            return 0;
        }
        Step next = steps.peek();
        if (next != null && CHEAPEST.compare(now, next) > 0) {
            steps.add(now);
            return 0;
        }
        int before = room.on(taskClass, step.node());
        List<Unit> taken = lift(now.units());
        int gained = room.on(taskClass, step.node()) - before;
        if (gained <= 0) {
            taken.reversed().forEach(lifted::spare);
        }
        return Math.max(0, gained);
    }

    private boolean may(Unit unit) {
        return !lifted.has(unit)
                && grounds.grade(unit) != Grounds.OUT
                && units.free(unit, lifted.places().keySet());
    }

    private List<Unit> lift(List<Unit> wanted) {
        List<Unit> taken = new ArrayList<>();
        for (Unit unit : wanted) {
            if (may(unit)) {
                lifted.lift(unit);
                taken.add(unit);
            }
        }
        return taken;
    }

    /** The step as it stands now; null where it has nothing left to do. */
    private @Nullable Step again(Step step) {
        List<Unit> left = step.units().stream().filter(u -> !lifted.has(u)).toList();
        return left.isEmpty() ? null : step(step.node(), step.gain(), left);
    }

    private Step step(int node, int gain, List<Unit> leaving) {
        int grade = leaving.stream().mapToInt(grounds::grade).max().orElse(0);
        int priority = leaving.stream().mapToInt(Unit::priority).max().orElse(0);
        return new Step(
                node,
                gain,
                leaving,
                grade,
                priority,
                leaving.stream().mapToLong(Unit::cost).sum());
    }

    /** What has to leave a node for one more task. */
    record Way(int node, List<Unit> units, long cost) {}

    /** The cheapest way to make room for one task of the class on the node. */
    Optional<Way> way(int taskClass, int node) {
        return steps(taskClass, node, 1).stream().findFirst().map(s -> new Way(node, s.units(), s.cost()));
    }

    private List<Step> steps(int taskClass, int node, int most) {
        List<Unit> here = units.on(node).stream()
                .filter(this::may)
                .sorted(Comparator.comparingInt(grounds::grade).thenComparing(RELUCTANTLY))
                .toList();
        if (here.isEmpty()) {
            return List.of();
        }
        Stage.Mark mark = stage.checkpoint();
        List<List<Unit>> leaving = new ArrayList<>();
        List<Integer> gains = new ArrayList<>();
        Lifted trial = new Lifted(stage, units);
        int base = room.on(taskClass, node);
        int gain = 0;
        for (Unit unit : here) {
            if (gain < Math.min(most, MOST_STEPS)
                    && grounds.grade(unit) != Grounds.OUT
                    && units.free(unit, trial.places().keySet())) {
                trial.lift(unit);
                int now = room.on(taskClass, node) - base;
                if (now > gain) {
                    gain = now;
                    gains.add(gain);
                    leaving.add(needed(taskClass, node, base + gain, trial));
                }
            }
        }
        stage.undo(mark);
        List<Step> found = new ArrayList<>();
        for (int i = 0; i < gains.size(); i++) {
            found.add(step(node, gains.get(i), leaving.get(i)));
        }
        return found;
    }

    /** Those of the lifted whose leaving matters. */
    private List<Unit> needed(int taskClass, int node, int wanted, Lifted trial) {
        List<Unit> needed = new ArrayList<>(trial.places().keySet());
        Stage.Mark mark = stage.checkpoint();
        for (Map.Entry<Unit, List<Lifted.Place>> each :
                List.copyOf(trial.places().entrySet()).reversed()) {
            Unit unit = each.getKey();
            Stage.Mark before = stage.checkpoint();
            boolean back = each.getValue().stream().allMatch(p -> stage.returns(p.task(), p.node(), p.devices()));
            if (back && room.on(taskClass, node) >= wanted) {
                needed.remove(unit);
            } else {
                stage.undo(before);
            }
        }
        stage.undo(mark);
        return needed;
    }

    /**
     * Has units leave until a bound of a queue is kept.
     *
     * @return whether it is
     */
    boolean relieve(int task, long[] row) {
        Shortage shortage = stage.accounts().refuses(task, row);
        while (shortage != null) {
            Shortage bound = shortage;
            Unit next = units.all().stream()
                    .filter(this::may)
                    .filter(u -> stage.snapshot().queues().contains(bound.queue(), u.queue()))
                    .filter(u -> units.charged(u, bound.column()) > 0)
                    .min(Comparator.comparingInt(grounds::grade).thenComparing(RELUCTANTLY))
                    .orElse(null);
            if (next == null || bound.kind() != Shortage.Kind.LIMIT) {
                return false;
            }
            lifted.lift(next);
            shortage = stage.accounts().refuses(task, row);
        }
        return true;
    }
}
