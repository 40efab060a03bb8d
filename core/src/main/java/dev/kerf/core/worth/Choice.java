package dev.kerf.core.worth;

import dev.kerf.core.place.Devices;
import dev.kerf.core.snapshot.Workspace;

/** The cheapest offer so far; among equals the first node by number, then the first device. */
final class Choice {
    private static final double EQUAL = 1e-12;
    private static final int UNTOUCHED = Integer.MAX_VALUE;
    private int node = Workspace.NOWHERE;
    private int device = UNTOUCHED;
    private long devices;
    private double cost = Double.POSITIVE_INFINITY;

    /** A node, on a device nobody holds anything of. */
    void offer(double offered, int at) {
        offerDevice(offered, at, UNTOUCHED);
    }

    /** A node and one of its devices, by number. */
    void offerDevice(double offered, int at, int on) {
        boolean cheaper = offered < cost - EQUAL;
        boolean equal = !cheaper && offered <= cost + EQUAL;
        if (cheaper || (equal && (at < node || (at == node && on < device)))) {
            cost = cheaper ? offered : Math.min(cost, offered);
            node = at;
            device = on;
        }
    }

    void take(long chosen) {
        devices = chosen;
    }

    /** Turns the chosen device into the bits the workspace wants. */
    void settle(Workspace workspace) {
        if (node != Workspace.NOWHERE) {
            devices = device == UNTOUCHED
                    ? Devices.firstWhole(workspace, node, 1)
                    : 1L << (device - workspace.snapshot().firstDevice(node));
        }
    }

    int node() {
        return node;
    }

    long devices() {
        return devices;
    }

    double cost() {
        return cost;
    }
}
