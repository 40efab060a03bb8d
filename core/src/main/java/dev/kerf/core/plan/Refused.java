package dev.kerf.core.plan;

import dev.kerf.core.fit.Verdict;
import dev.kerf.core.snapshot.Party;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.victim.Ask;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was asked for in vain since anything was promised last, so that the same is not looked for again. */
final class Refused {
    private final Cycle cycle;
    private final Map<Key, @Nullable Verdict> known = new HashMap<>();
    private int version;

    /** All that the answer depends on. */
    record Key(int queue, int priority, boolean preemptible, String user, int gang, List<Integer> classes) {}

    Refused(Cycle cycle) {
        this.cycle = cycle;
    }

    boolean known(Party party, Ask ask) {
        if (version != cycle.version()) {
            known.clear();
            version = cycle.version();
        }
        return known.containsKey(key(cycle.snapshot, party, ask));
    }

    /** What was said to it; null: nothing. */
    @Nullable
    Verdict verdict(Party party, Ask ask) {
        return known.get(key(cycle.snapshot, party, ask));
    }

    void note(Party party, Ask ask, @Nullable Verdict verdict) {
        known.put(key(cycle.snapshot, party, ask), verdict);
    }

    /** Gangs are told apart where more than their members' classes may matter. */
    static Key key(Snapshot snapshot, Party party, Ask ask) {
        boolean plain = ask.crew() == null
                || (ask.crew().crews().isEmpty()
                        && ask.tasks().length == ask.crew().part().minTasks());
        var terms = snapshot.task(party.first()).terms();
        return new Key(
                party.queue(),
                party.priority(),
                terms.preemptible(),
                terms.user(),
                plain ? Snapshot.ALONE : party.gang(),
                Arrays.stream(ask.tasks()).map(snapshot::classOf).boxed().toList());
    }
}
