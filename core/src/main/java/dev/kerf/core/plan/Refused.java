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
    private final Map<Integer, @Nullable Verdict> kinds = new HashMap<>();
    private int version;

    /** All that the answer to a gang depends on. */
    private record Key(int queue, int priority, boolean preemptible, String user, int gang, List<Integer> classes) {}

    Refused(Cycle cycle) {
        this.cycle = cycle;
    }

    /** Whether one like it asked in vain, both going alone; it is told the same. */
    boolean refuses(Party party) {
        renew();
        int kind = cycle.alike().of(party);
        if (kind == Alike.NONE || !kinds.containsKey(kind)) {
            return false;
        }
        say(party, kinds.get(kind));
        return true;
    }

    /** Whether the same was asked for in vain; it is told the same. */
    boolean refuses(Party party, Ask ask) {
        if (party.alone()) {
            return refuses(party);
        }
        renew();
        Key key = key(cycle.snapshot, party, ask);
        if (!known.containsKey(key)) {
            return false;
        }
        say(party, known.get(key));
        return true;
    }

    private void renew() {
        if (version != cycle.version()) {
            known.clear();
            kinds.clear();
            version = cycle.version();
        }
    }

    private void say(Party party, @Nullable Verdict verdict) {
        if (verdict != null) {
            cycle.say(party, verdict);
        }
    }

    /** It asked in vain, and was told this; null: nothing. */
    void note(Party party, Ask ask, @Nullable Verdict verdict) {
        if (party.alone()) {
            kinds.put(cycle.alike().of(party), verdict);
        } else {
            known.put(key(cycle.snapshot, party, ask), verdict);
        }
    }

    /** Gangs are told apart where more than their members' classes may matter. */
    private static Key key(Snapshot snapshot, Party party, Ask ask) {
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
