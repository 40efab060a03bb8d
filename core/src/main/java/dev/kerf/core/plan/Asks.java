package dev.kerf.core.plan;

import dev.kerf.core.model.Share;
import dev.kerf.core.snapshot.Crew;
import dev.kerf.core.snapshot.Party;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import dev.kerf.core.victim.Ask;
import dev.kerf.core.victim.Claimant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a party that found no room asks for: as much as has to start together, and no more. */
final class Asks {
    private final Cycle cycle;
    private final Snapshot snapshot;

    Asks(Cycle cycle) {
        this.cycle = cycle;
        this.snapshot = cycle.snapshot;
    }

    /** What it asks for; null: nothing any more. */
    @Nullable
    Ask of(Party party) {
        if (party.alone()) {
            return single(party);
        }
        Crew crew = snapshot.crew(party.gang());
        if (cycle.muster.met(crew)) {
            return single(party);
        }
        List<Integer> must = must(crew);
        return must == null || must.isEmpty() ? null : ask(largestFirst(must), crew);
    }

    private @Nullable Ask single(Party party) {
        int task = cycle.open(party).findFirst().orElse(-1);
        return task < 0 ? null : ask(new int[] {task}, null);
    }

    /** What parties that each go alone ask for together. */
    Ask together(List<Party> parties) {
        return ask(parties.stream().mapToInt(Party::first).toArray(), null);
    }

    private int[] largestFirst(List<Integer> tasks) {
        return tasks.stream()
                .sorted(Comparator.<Integer>comparingLong(this::gpus)
                        .thenComparingLong(t -> snapshot.task(t).need().cpu().milli())
                        .thenComparingLong(t -> snapshot.task(t).need().memory().count())
                        .reversed())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private long gpus(int task) {
        int taskClass = snapshot.classOf(task);
        long devices = snapshot.devicesAsked(taskClass);
        return snapshot.asksWhole(taskClass) ? devices * Share.WHOLE : devices;
    }

    /** The tasks that have to start for the crew to be whole, beside those that stand; null: they are not all there. */
    private @Nullable List<Integer> must(Crew crew) {
        List<Integer> found = new ArrayList<>();
        long missing = crew.part().minParts()
                - crew.crews().stream().filter(cycle.muster::met).count();
        for (Crew each : crew.crews()) {
            List<Integer> more = missing <= 0 || cycle.muster.met(each) ? null : must(each);
            if (more != null) {
                found.addAll(more);
                missing--;
            }
        }
        int more = crew.part().minTasks() - cycle.muster.present(crew) - found.size();
        List<Integer> rest = crew.allPending()
                .filter(t -> cycle.workspace.nodeOf(t) == Workspace.NOWHERE && !found.contains(t))
                .limit(Math.max(0, more))
                .boxed()
                .toList();
        found.addAll(rest);
        return missing > 0 || rest.size() < more ? null : found;
    }

    private Ask ask(int[] tasks, @Nullable Crew crew) {
        long[] wanted = new long[cycle.accounts.charges().columns()];
        for (int task : tasks) {
            long[] row = cycle.accounts.charges().least(snapshot.classOf(task));
            for (int c = 0; c < wanted.length; c++) {
                wanted[c] += row[c];
            }
        }
        return new Ask(tasks, crew, wanted);
    }

    /** The same in terms of queues. */
    Claimant claimant(Party party, Ask ask) {
        return new Claimant(snapshot, cycle.accounts, cycle.deserved, party.queue(), party.priority(), ask.wanted());
    }
}
