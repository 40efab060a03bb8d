package dev.kerf.core.victim;

import dev.kerf.core.account.Charges;
import dev.kerf.core.model.GpuTime;
import dev.kerf.core.snapshot.Crew;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Everything that runs and may be asked to leave, in units that leave together, and which of them stand on which node. */
public final class Units {
    private final Snapshot snapshot;
    private final Workspace workspace;
    private final List<Unit> units;
    private final List<List<Unit>> onNode;
    private final int[] coreOf;
    private final BitSet asked;
    private final Charges charges;
    private final Loss loss;
    private final Budgets budgets;
    private final List<long[]> rows;

    /** @param workspace as it stands; tasks that were pending when the cycle began are in no unit */
    public Units(Workspace workspace, Charges charges) {
        this.charges = charges;
        this.snapshot = workspace.snapshot();
        this.workspace = workspace;
        this.loss = new Loss(workspace);
        this.budgets = new Budgets(snapshot, snapshot.budgets());
        this.units = new ArrayList<>();
        this.onNode = new ArrayList<>();
        this.rows = new ArrayList<>();
        this.asked = new BitSet();
        this.coreOf = new int[snapshot.gangs().size()];
        java.util.Arrays.fill(coreOf, -1);
        for (int n = 0; n < snapshot.nodeCount(); n++) {
            onNode.add(List.of());
        }
        for (int task = snapshot.pendingCount(); task < snapshot.taskCount(); task++) {
            if (stands(task) && snapshot.gangOf(task) == Snapshot.ALONE && preemptible(task)) {
                add(new int[] {task}, Snapshot.ALONE, false);
            }
        }
        for (int gang = 0; gang < snapshot.gangs().size(); gang++) {
            addGang(gang, snapshot.crew(gang));
        }
    }

    private Units(Units same, Budgets budgets) {
        this.charges = same.charges;
        this.snapshot = same.snapshot;
        this.workspace = same.workspace;
        this.loss = same.loss;
        this.budgets = budgets;
        this.units = same.units;
        this.onNode = same.onNode;
        this.rows = same.rows;
        this.asked = same.asked;
        this.coreOf = same.coreOf;
    }

    /** The same, as if no disruption budget were there; only to be looked at. */
    public Units unguarded() {
        return new Units(this, new Budgets(snapshot, List.of()));
    }

    private boolean stands(int task) {
        return workspace.nodeOf(task) != Workspace.NOWHERE
                && !snapshot.placement(task).leaving();
    }

    private boolean preemptible(int task) {
        return snapshot.task(task).terms().preemptible();
    }

    private void addGang(int gang, Crew crew) {
        int[] all = crew.allPlaced().filter(this::stands).toArray();
        if (all.length == 0 || !IntStream.of(all).allMatch(this::preemptible)) {
            return;
        }
        surplus(crew).forEach(tasks -> {
            if (tasks.length < all.length) {
                add(tasks, gang, false);
            }
        });
        coreOf[gang] = units.size();
        add(all, gang, true);
    }

    /** What the crew can spare and still go on: members beyond the minimum one by one, parts beyond theirs as a whole. */
    private List<int[]> surplus(Crew crew) {
        List<int[]> found = new ArrayList<>();
        if (crew.crews().isEmpty()) {
            int[] own = newestFirst(crew.placed().filter(this::stands));
            int spare = own.length - Math.max(1, crew.part().minTasks());
            IntStream.range(0, Math.max(0, spare)).forEach(i -> found.add(new int[] {own[i]}));
            return found;
        }
        List<Crew> there = crew.crews().stream()
                .filter(c -> c.allPlaced().anyMatch(this::stands))
                .toList();
        int spare = Math.max(0, there.size() - Math.max(1, crew.part().minParts()));
        there.subList(there.size() - spare, there.size())
                .forEach(c -> found.add(c.allPlaced().filter(this::stands).toArray()));
        there.subList(0, there.size() - spare).forEach(c -> found.addAll(surplus(c)));
        return found;
    }

    private int[] newestFirst(IntStream tasks) {
        return tasks.boxed()
                .sorted(Comparator.<Integer, Instant>comparing(
                                t -> snapshot.placement(t).since())
                        .thenComparing(t -> t)
                        .reversed())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void add(int[] tasks, int gang, boolean whole) {
        Instant since = Instant.MAX;
        GpuTime[] lost = new GpuTime[tasks.length];
        long cost = 0;
        int priority = Integer.MIN_VALUE;
        for (int i = 0; i < tasks.length; i++) {
            Instant began = snapshot.placement(tasks[i]).since();
            since = began.isBefore(since) ? began : since;
            lost[i] = loss.of(tasks[i]);
            cost += loss.cost(tasks[i]);
            priority = Math.max(priority, snapshot.task(tasks[i]).priority());
        }
        Unit unit = new Unit(units.size(), tasks, gang, whole, snapshot.queueOf(tasks[0]), priority, since, lost, cost);
        units.add(unit);
        rows.add(row(tasks));
        for (int task : tasks) {
            note(workspace.nodeOf(task), unit);
        }
    }

    private long[] row(int[] tasks) {
        if (tasks.length == 1) {
            return charges.of(snapshot.classOf(tasks[0]), workspace.nodeOf(tasks[0]));
        }
        long[] sum = new long[charges.columns()];
        for (int task : tasks) {
            long[] row = charges.of(snapshot.classOf(task), workspace.nodeOf(task));
            for (int c = 0; c < sum.length; c++) {
                sum[c] += row[c];
            }
        }
        return sum;
    }

    private void note(int node, Unit unit) {
        List<Unit> there = onNode.get(node);
        if (there.isEmpty()) {
            there = new ArrayList<>();
            onNode.set(node, there);
        }
        if (there.isEmpty() || there.getLast().index() != unit.index()) {
            there.add(unit);
        }
    }

    /** The unit is asked to leave; it is not asked again. */
    public void ask(Unit unit) {
        unit.all().forEach(this::ask);
    }

    /** The task is asked to leave. */
    public void ask(int task) {
        if (!asked.get(task)) {
            asked.set(task);
            budgets.ask(task);
        }
    }

    /**
     * Whether the unit may be asked to leave as far as it alone is concerned: not asked yet, and allowed by disruption budgets.
     *
     * @param lifted others that are to be asked with it
     */
    public boolean free(Unit unit, Collection<Unit> lifted) {
        return !asked(unit) && budgets.allow(unit, lifted, t -> !asked.get(t));
    }

    /** Whether any disruption budget covers the unit. */
    public boolean guarded(Unit unit) {
        return budgets.cover(unit);
    }

    /** The disruption budgets that do not allow that all of these leave. */
    public List<Exceeded> exceeded(Collection<Unit> leaving) {
        return budgets.exceeded(leaving, t -> !asked.get(t));
    }

    /** Whether all of the unit has been asked to leave. */
    public boolean asked(Unit unit) {
        for (int task : unit.tasks()) {
            if (!asked.get(task)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the task has been asked to leave. */
    public boolean asked(int task) {
        return asked.get(task);
    }

    public List<Unit> all() {
        return units;
    }

    /** The units with tasks on the node. */
    public List<Unit> on(int node) {
        return onNode.get(node);
    }

    /** The unit of the whole gang. */
    public Unit whole(int gang) {
        return units.get(coreOf[gang]);
    }

    /** What the queues of the unit are charged for it, of a column. */
    public long charged(Unit unit, int column) {
        return rows.get(unit.index())[column];
    }
}
