package dev.kerf.core.size;

import dev.kerf.core.model.Share;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Cards filled by parts of them, the largest part first, each where it leaves least free. */
public final class Cards {
    private final int[] byFree = new int[Share.WHOLE + 1];
    private final BitSet frees = new BitSet();
    private int count;

    private Cards() {}

    /** How many it takes. */
    public static int filled(Collection<Integer> thousandths) {
        Cards cards = new Cards();
        List<Integer> sorted = new ArrayList<>(thousandths);
        sorted.sort(Collections.reverseOrder());
        sorted.forEach(cards::put);
        return cards.count;
    }

    private void put(int part) {
        int free = frees.nextSetBit(part);
        if (free < 0) {
            count++;
            free = Share.WHOLE;
        } else {
            byFree[free]--;
            frees.set(free, byFree[free] > 0);
        }
        byFree[free - part]++;
        frees.set(free - part);
    }
}
