package dev.kerf.core.worth;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The devices of which a part is held and the rest is worth something, by how much is left. A device is told by its
 * number in the workspace.
 */
final class OpenDevices {
    private static final int CLOSED = -1;
    private final int[][] byLeft;
    private final int[] count;
    private final int[] leftOf;
    private final int[] placeOf;
    private final BitSet stocked = new BitSet();

    OpenDevices(int devices, int whole) {
        this.byLeft = new int[whole + 1][];
        this.count = new int[whole + 1];
        this.leftOf = new int[devices];
        this.placeOf = new int[devices];
        Arrays.fill(leftOf, CLOSED);
    }

    /** The device has this much left now; closed where it is not to be listed. */
    void set(int device, int left, boolean open) {
        int wanted = open ? left : CLOSED;
        if (leftOf[device] != wanted) {
            drop(device);
            add(device, wanted);
        }
    }

    private void drop(int device) {
        int left = leftOf[device];
        if (left != CLOSED) {
            int[] list = byLeft[left];
            int last = list[--count[left]];
            list[placeOf[device]] = last;
            placeOf[last] = placeOf[device];
            stocked.set(left, count[left] > 0);
        }
        leftOf[device] = CLOSED;
    }

    private void add(int device, int left) {
        leftOf[device] = left;
        if (left != CLOSED) {
            int[] list = byLeft[left] == null ? new int[8] : byLeft[left];
            byLeft[left] = count[left] == list.length ? Arrays.copyOf(list, 2 * list.length) : list;
            byLeft[left][count[left]] = device;
            placeOf[device] = count[left]++;
            stocked.set(left);
        }
    }

    /** The smallest remainder from this on that some device has; negative where none. */
    int next(int left) {
        return stocked.nextSetBit(left);
    }

    /** How many devices have exactly so much left. */
    int count(int left) {
        return count[left];
    }

    /** The i-th device with so much left, in no particular order. */
    int device(int left, int i) {
        return byLeft[left][i];
    }
}
