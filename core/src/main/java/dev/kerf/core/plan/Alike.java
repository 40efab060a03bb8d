package dev.kerf.core.plan;

import dev.kerf.core.model.Terms;
import dev.kerf.core.snapshot.Party;
import dev.kerf.core.snapshot.Snapshot;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which tasks that go alone are alike in all that an answer to them depends on, by number. Thousands of them wait in a queue, and
 * a step that has refused one looks at no other of its kind.
 */
final class Alike {
    /** That of a gang. */
    static final int NONE = -1;

    private final int[] kinds;

    /** All that the answer depends on. */
    private record Kind(int taskClass, int queue, int priority, boolean preemptible, String user) {}

    Alike(Snapshot snapshot) {
        this.kinds = new int[snapshot.parties().size()];
        Arrays.fill(kinds, NONE);
        Map<Kind, Integer> known = new HashMap<>();
        for (Party party : snapshot.parties()) {
            if (party.alone()) {
                Terms terms = snapshot.task(party.first()).terms();
                Kind kind = new Kind(
                        snapshot.classOf(party.first()),
                        party.queue(),
                        party.priority(),
                        terms.preemptible(),
                        terms.user());
                kinds[party.index()] = known.computeIfAbsent(kind, k -> known.size());
            }
        }
    }

    /** Its kind; {@link #NONE}: it is a gang. */
    int of(Party party) {
        return kinds[party.index()];
    }

    /** Whether both go alone and are alike. */
    boolean are(Party one, Party other) {
        return of(one) != NONE && of(one) == of(other);
    }
}
