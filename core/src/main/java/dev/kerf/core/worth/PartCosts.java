package dev.kerf.core.worth;

import dev.kerf.core.model.Share;
import dev.kerf.core.place.Devices;
import dev.kerf.core.place.NodeScore;
import dev.kerf.core.snapshot.Group;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;

/**
 * What it costs to put one part of a GPU on a device: the worth the device loses beyond the worth of the part, a little
 * for every other device left with the same remainder, a trace for the remainder's size, and what happens aside.
 */
final class PartCosts {
    private static final double TRACE = 1e-6;
    private final Books books;

    PartCosts(Books books) {
        this.books = books;
    }

    /** Cost of the device itself, before what happens aside. */
    double ofDevice(int left, int part) {
        double trace = (left - part) * TRACE;
        ShareWorth worth = books.worth;
        if (worth.dead(left)) {
            return trace - worth.of(part);
        }
        double unstocked = left == Share.WHOLE ? 0 : books.unstocking(left);
        return lost(left, part) - worth.of(part) + books.stocking(left - part) - unstocked + trace;
    }

    /** The worth the device loses. */
    double lost(int left, int part) {
        return books.worth.left(left) - books.worth.left(left - part);
    }

    /** GPUs' worth that model prices are asked on. */
    double priced(int part) {
        return Math.max(books.worth.of(part), ShareWorth.LEAST);
    }

    /** The whole cost on one device of a node. */
    double of(int taskClass, int node, int device, int part) {
        int left = books.workspace.deviceFree(device);
        return ofDevice(left, part)
                + books.price(node, priced(part))
                + books.aside(taskClass, node, lost(left, part), left == Share.WHOLE ? 1 : 0);
    }

    /** The device of the node that costs least, the lowest number among equals; negative where none has room. */
    int cheapest(int taskClass, int node, Share share) {
        Workspace workspace = books.workspace;
        int first = workspace.snapshot().firstDevice(node);
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (long rest = workspace.devicesWithRoom(share, node); rest != 0; rest &= rest - 1) {
            int device = first + Long.numberOfTrailingZeros(rest);
            double cost = of(taskClass, node, device, share.thousandths());
            best = cost < least ? device : best;
            least = Math.min(cost, least);
        }
        return best;
    }

    private static Share share(Snapshot snapshot, int taskClass, int node) {
        Share share = snapshot.share(taskClass, node);
        if (share == null) {
            throw new IllegalStateException("node " + node + " cannot serve class " + taskClass);
        }
        return share;
    }

    /** Ranks nodes by what it costs aside to break into an untouched device. */
    record Untouched(PartCosts costs) implements NodeScore {
        @Override
        public double score(Workspace workspace, int taskClass, int node) {
            int part = share(workspace.snapshot(), taskClass, node).thousandths();
            return -costs.books.aside(taskClass, node, costs.lost(Share.WHOLE, part), 1);
        }

        @Override
        public boolean hasRoom(Workspace workspace, int taskClass, int node) {
            return workspace.wholeFree(node) > 0 && workspace.hasCounted(taskClass, node);
        }

        @Override
        public long glance(Workspace workspace, int node) {
            return workspace.glance(node) ^ costs.books.glance(node);
        }

        @Override
        public boolean mayHaveRoom(Workspace workspace, int taskClass, Group group) {
            return workspace.wholeFreeIn(group) > 0;
        }

        @Override
        public long devices(Workspace workspace, int taskClass, int node) {
            return Devices.firstWhole(workspace, node, 1);
        }
    }

    /** Ranks nodes by what it costs to use up a remainder that is good for nothing expected. */
    record Dead(PartCosts costs) implements NodeScore {
        @Override
        public double score(Workspace workspace, int taskClass, int node) {
            int device = device(workspace, taskClass, node);
            if (device < 0) {
                return OUT;
            }
            int left = workspace.deviceFree(device)
                    - share(workspace.snapshot(), taskClass, node).thousandths();
            return -costs.books.aside(taskClass, node, 0, 0) - left * TRACE;
        }

        /** The dead device with the least left that has room. */
        private int device(Workspace workspace, int taskClass, int node) {
            Snapshot snapshot = workspace.snapshot();
            int first = snapshot.firstDevice(node);
            int best = -1;
            long open = workspace.devicesWithRoom(share(snapshot, taskClass, node), node);
            for (long rest = open; rest != 0; rest &= rest - 1) {
                int device = first + Long.numberOfTrailingZeros(rest);
                boolean dead = costs.books.worth.dead(workspace.deviceFree(device));
                boolean tighter = best < 0 || workspace.deviceFree(device) < workspace.deviceFree(best);
                best = dead && tighter ? device : best;
            }
            return best;
        }

        @Override
        public long devices(Workspace workspace, int taskClass, int node) {
            return 1L
                    << (device(workspace, taskClass, node)
                            - workspace.snapshot().firstDevice(node));
        }

        @Override
        public boolean outLasts() {
            return false;
        }
    }
}
