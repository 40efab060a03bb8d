package dev.kerf.core.snapshot;

import dev.kerf.core.model.Share;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mutable what-if over a snapshot: tasks are placed and removed, and every change since a checkpoint can be undone,
 * which restores the workspace exactly. All amounts are whole numbers, so nothing drifts. Not thread-safe.
 *
 * <p>The ledger of device slices lives here: a placement takes its share of each of its devices, and a share is only
 * given where the device has that much free.
 */
public final class Workspace {
    /** The node of a task that stands nowhere. */
    public static final int NOWHERE = -1;

    private final Snapshot snapshot;
    private final int columns;
    private final long[] free;
    private final int[] deviceFree;
    private final long[] deviceFreeBytes;
    private final int[] gpuFree;
    private final int[] wholeFree;
    private final int[] wholeFreeIn;
    private final int[] nodeOf;
    private final long[] devicesOf;
    private final int[][] counts;
    private final int[] totals;
    private final ChangeLog changes;
    private int[] journal = new int[64];
    private int journalLength;

    /** The snapshot's state, to be changed. */
    public Workspace(Snapshot snapshot) {
        this(snapshot, true);
    }

    private Workspace(Snapshot snapshot, boolean standing) {
        this.snapshot = snapshot;
        this.columns = snapshot.dimensions().count();
        this.free = new long[snapshot.nodeCount() * columns];
        this.deviceFree = new int[snapshot.deviceCount()];
        this.deviceFreeBytes = new long[snapshot.deviceCount()];
        this.gpuFree = new int[snapshot.nodeCount()];
        this.wholeFree = new int[snapshot.nodeCount()];
        this.wholeFreeIn = new int[snapshot.groups().size()];
        this.nodeOf = new int[snapshot.taskCount()];
        this.devicesOf = new long[snapshot.taskCount()];
        List<Counter> counters = snapshot.relations().counters();
        this.counts =
                counters.stream().map(c -> new int[c.topology().domains()]).toArray(int[][]::new);
        this.totals = new int[counters.size()];
        this.changes = new ChangeLog(snapshot);
        Arrays.fill(nodeOf, NOWHERE);
        for (int n = 0; n < snapshot.nodeCount(); n++) {
            empty(n);
        }
        if (standing) {
            stand();
        }
    }

    /** The same cluster with nothing standing on it. */
    public static Workspace empty(Snapshot snapshot) {
        return new Workspace(snapshot, false);
    }

    private void empty(int node) {
        long[] capacity = snapshot.dimensions().of(snapshot.node(node).capacity());
        System.arraycopy(capacity, 0, free, node * columns, columns);
        int devices = snapshot.deviceCount(node);
        Arrays.fill(deviceFree, snapshot.firstDevice(node), snapshot.firstDevice(node) + devices, Share.WHOLE);
        long memory = snapshot.node(node).gpus().memory().count();
        Arrays.fill(deviceFreeBytes, snapshot.firstDevice(node), snapshot.firstDevice(node) + devices, memory);
        gpuFree[node] = devices * Share.WHOLE;
        addWhole(node, devices);
    }

    private void stand() {
        Standing standing = snapshot.standing();
        for (int i = 0; i < snapshot.taskCount() - snapshot.pendingCount(); i++) {
            if (standing.node(i) != Standing.UNKNOWN_NODE) {
                enter(snapshot.pendingCount() + i, standing.node(i), standing.devices(i));
            }
        }
    }

    public Snapshot snapshot() {
        return snapshot;
    }

    /** Nodes changed since a reader last looked, per group. */
    public ChangeLog changes() {
        return changes;
    }

    /** The task's node, or {@link #NOWHERE}. */
    public int nodeOf(int task) {
        return nodeOf[task];
    }

    /** The task's devices on its node, as bits. */
    public long devicesOf(int task) {
        return devicesOf[task];
    }

    /** What the node has left of a resource; negative where it is overcommitted. */
    public long free(int node, int dimension) {
        return free[node * columns + dimension];
    }

    /** What a device has left, in thousandths. */
    public int deviceFree(int device) {
        return Math.max(0, deviceFree[device]);
    }

    /** What a device has left of its memory, in bytes. */
    public long deviceFreeBytes(int device) {
        return Math.max(0, deviceFreeBytes[device]);
    }

    /** What all devices of the node have left together, in thousandths. */
    public int gpuFree(int node) {
        return gpuFree[node];
    }

    /** How many devices of the node nobody holds anything of. */
    public int wholeFree(int node) {
        return wholeFree[node];
    }

    /** How many devices of all nodes of the group nobody holds anything of. */
    public int wholeFreeIn(Group group) {
        return wholeFreeIn[group.index()];
    }

    /** How many tasks of the counter stand in the domain. */
    public int count(Counter counter, int domain) {
        return counts[counter.index()][domain];
    }

    /** How many tasks of the counter stand anywhere. */
    public int total(Counter counter) {
        return totals[counter.index()];
    }

    /** Whether the node has all that the class needs now. Constraints are not looked at. */
    public boolean hasRoom(int taskClass, int node) {
        int devices = snapshot.devicesAsked(taskClass);
        if (snapshot.asksWhole(taskClass)) {
            return wholeFree[node] >= devices && hasCounted(taskClass, node);
        }
        return hasCounted(taskClass, node) && (devices == 0 || roomOnDevices(taskClass, node) >= devices);
    }

    /** Bits of what is looked at first whenever the node is asked for room, whatever they say. */
    public long glance(int node) {
        int row = node * columns;
        return free[row] ^ free[row + columns - 1] ^ wholeFree[node];
    }

    /** Whether the node has what the class needs now of everything but devices. */
    public boolean hasCounted(int taskClass, int node) {
        long[] need = snapshot.need(taskClass);
        int row = node * columns;
        for (int d = 0; d < columns; d++) {
            if (need[d] > free[row + d] && need[d] > 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the node has all that the class needs now, a share of one device, on this device of its. */
    public boolean hasRoomOn(int taskClass, int node, int device) {
        Share share = snapshot.share(taskClass, node);
        return share != null && hasRoom(share, device) && hasCounted(taskClass, node);
    }

    private boolean hasRoom(Share share, int device) {
        return deviceFree[device] >= share.thousandths()
                && deviceFreeBytes[device] >= share.memory().count();
    }

    /** How many devices of the node have the class's share free. */
    public int roomOnDevices(int taskClass, int node) {
        Share share = snapshot.share(taskClass, node);
        return share == null ? 0 : Long.bitCount(devicesWithRoom(share, node));
    }

    /** The devices of the node that have the share free, as bits. */
    public long devicesWithRoom(Share share, int node) {
        long found = 0;
        int first = snapshot.firstDevice(node);
        int count = snapshot.deviceCount(node);
        for (int d = 0; d < count; d++) {
            found |= hasRoom(share, first + d) ? 1L << d : 0;
        }
        return found;
    }

    /**
     * Places a task.
     *
     * @param devices the node's devices it takes its share of, as bits
     * @throws IllegalStateException if the task stands somewhere already
     * @throws IllegalArgumentException if the node has not the room, or the devices are not as many as the task needs
     */
    public void place(int task, int node, long devices) {
        if (nodeOf[task] != NOWHERE) {
            throw new IllegalStateException(snapshot.task(task).id() + " stands on a node already");
        }
        int taskClass = snapshot.classOf(task);
        if (!hasRoom(taskClass, node) || !holds(taskClass, node, devices)) {
            throw new IllegalArgumentException(
                    "no room for " + snapshot.task(task).id() + " on "
                            + snapshot.node(node).name() + " with devices " + Long.toBinaryString(devices));
        }
        enter(task, node, devices);
        record(task, node, true);
    }

    private boolean holds(int taskClass, int node, long devices) {
        Share share = snapshot.share(taskClass, node);
        return share != null
                && Long.bitCount(devices) == snapshot.devicesAsked(taskClass)
                && (devices == 0 || (devicesWithRoom(share, node) & devices) == devices);
    }

    /**
     * Takes a task off its node.
     *
     * @throws IllegalStateException if it stands nowhere
     */
    public void remove(int task) {
        int node = nodeOf[task];
        if (node == NOWHERE) {
            throw new IllegalStateException(snapshot.task(task).id() + " stands on no node");
        }
        leave(task);
        record(task, node, false);
    }

    /**
     * Puts a task where it stood before, whether there is room or not: it holds what it holds until it has left, though others
     * have been promised its room. A device of which more is held than there is has nothing free.
     *
     * @throws IllegalStateException if the task stands somewhere already
     */
    public void putBack(int task, int node, long devices) {
        if (nodeOf[task] != NOWHERE) {
            throw new IllegalStateException(snapshot.task(task).id() + " stands on a node already");
        }
        enter(task, node, devices);
        record(task, node, true);
    }

    /**
     * Holds room for a task that stands elsewhere and is to come here. It is never given back, so nothing before it may be undone.
     *
     * @param devices the node's devices it is to take its share of, as bits
     */
    public void hold(int task, int node, long devices) {
        charge(task, node, devices, 1);
    }

    /** Whether there is room for a task to stand where it stood when the cycle began, on the same devices. */
    public boolean hasRoomFor(int task, int node, long devices) {
        if (!hasCounted(snapshot.classOf(task), node)) {
            return false;
        }
        return devices == 0
                || (devicesWithRoom(shareHeld(task, snapshot.classOf(task), node), node) & devices) == devices;
    }

    /** A mark to come back to. */
    public int checkpoint() {
        return journalLength;
    }

    /** Takes back everything since the mark, last change first. */
    public void undo(int checkpoint) {
        while (journalLength > checkpoint) {
            journalLength -= ENTRY;
            int task = journal[journalLength];
            if (journal[journalLength + 1] == NOWHERE) {
                leave(task);
            } else {
                long devices = (journal[journalLength + 2] & 0xffffffffL) | (long) journal[journalLength + 3] << 32;
                enter(task, journal[journalLength + 1], devices);
            }
        }
    }

    private static final int ENTRY = 4;

    private void record(int task, int node, boolean entered) {
        if (journalLength + ENTRY > journal.length) {
            journal = Arrays.copyOf(journal, journal.length * 2);
        }
        journal[journalLength] = task;
        journal[journalLength + 1] = entered ? NOWHERE : node;
        journal[journalLength + 2] = (int) devicesOf[task];
        journal[journalLength + 3] = (int) (devicesOf[task] >>> 32);
        journalLength += ENTRY;
    }

    private void enter(int task, int node, long devices) {
        nodeOf[task] = node;
        devicesOf[task] = devices;
        charge(task, node, devices, 1);
    }

    private void leave(int task) {
        charge(task, nodeOf[task], devicesOf[task], -1);
        nodeOf[task] = NOWHERE;
    }

    private void charge(int task, int node, long devices, int sign) {
        int taskClass = snapshot.classOf(task);
        long[] need = snapshot.need(taskClass);
        int row = node * columns;
        for (int d = 0; d < columns; d++) {
            free[row + d] -= sign * need[d];
        }
        if (devices != 0) {
            chargeDevices(shareHeld(task, taskClass, node), node, devices, sign);
        }
        for (int counter : snapshot.relations().countedIn(taskClass)) {
            count(counter, node, sign);
        }
        changes.changed(node, sign < 0);
    }

    private Share shareHeld(int task, int taskClass, int node) {
        int standing = task - snapshot.pendingCount();
        if (standing >= 0 && snapshot.standing().node(standing) == node) {
            return snapshot.standing().share(standing);
        }
        @Nullable Share share = snapshot.share(taskClass, node);
        if (share == null) {
            throw new IllegalStateException(snapshot.task(task).id() + " cannot hold a share of these devices");
        }
        return share;
    }

    private void chargeDevices(Share share, int node, long devices, int sign) {
        int first = snapshot.firstDevice(node);
        for (long rest = devices; rest != 0; rest &= rest - 1) {
            int device = first + Long.numberOfTrailingZeros(rest);
            int before = deviceFree(device);
            int whole = before == Share.WHOLE ? 1 : 0;
            deviceFree[device] -= sign * share.thousandths();
            deviceFreeBytes[device] -= sign * share.memory().count();
            gpuFree[node] += deviceFree(device) - before;
            addWhole(node, (deviceFree[device] == Share.WHOLE ? 1 : 0) - whole);
        }
    }

    private void addWhole(int node, int devices) {
        wholeFree[node] += devices;
        wholeFreeIn[snapshot.groupOf(node)] += devices;
    }

    private void count(int counter, int node, int sign) {
        int domain = snapshot.relations().counters().get(counter).domainOf(node);
        if (domain >= 0) {
            counts[counter][domain] += sign;
        }
        totals[counter] += sign;
    }

    /** Whether both say the same of every node, device, task and counter. */
    public boolean sameAs(Workspace other) {
        return Arrays.equals(free, other.free)
                && Arrays.equals(deviceFree, other.deviceFree)
                && Arrays.equals(deviceFreeBytes, other.deviceFreeBytes)
                && Arrays.equals(gpuFree, other.gpuFree)
                && Arrays.equals(wholeFree, other.wholeFree)
                && Arrays.equals(nodeOf, other.nodeOf)
                && Arrays.deepEquals(counts, other.counts)
                && Arrays.equals(totals, other.totals);
    }
}
