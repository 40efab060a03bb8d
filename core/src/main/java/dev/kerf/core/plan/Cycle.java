package dev.kerf.core.plan;

import dev.kerf.core.account.Accounts;
import dev.kerf.core.account.Charges;
import dev.kerf.core.account.Deserved;
import dev.kerf.core.account.Stage;
import dev.kerf.core.fit.Eligibility;
import dev.kerf.core.fit.Room;
import dev.kerf.core.fit.Verdict;
import dev.kerf.core.gang.Muster;
import dev.kerf.core.model.PartId;
import dev.kerf.core.model.Task;
import dev.kerf.core.queue.QueueTree;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Party;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import dev.kerf.core.victim.Lifted;
import dev.kerf.core.victim.Unit;
import dev.kerf.core.victim.Units;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What one cycle has come to so far: what is bound, what is promised, who is asked to leave, and who is told why not. */
final class Cycle {
    final Snapshot snapshot;
    final Workspace workspace;
    final Stage stage;
    final Accounts accounts;
    final Deserved deserved;
    final Muster muster;
    final Conduct conduct;
    /** Tasks that go to their nodes now, in order. */
    final List<Integer> bound = new ArrayList<>();
    /** Tasks that go to theirs when others have left, in order. */
    final List<Integer> promised = new ArrayList<>();

    final List<Decision.Evict> evictions = new ArrayList<>();
    private final Map<Integer, Verdict> verdicts = new HashMap<>();
    private @Nullable Units units;
    private @Nullable Alike alike;
    private int version;

    Cycle(Snapshot snapshot, Policy policy, long seed) {
        this.snapshot = snapshot;
        this.workspace = new Workspace(snapshot);
        this.accounts = new Accounts(workspace, new Charges(snapshot));
        this.stage = new Stage(workspace, accounts, policy.placer(workspace, seed));
        this.deserved =
                new Deserved(workspace, accounts, policy.conduct().fairness().division());
        this.muster = new Muster(stage, new Room(workspace, new Eligibility(snapshot)));
        this.conduct = policy.conduct();
    }

    /** What may be asked to leave; looked at only where somebody has to be. */
    Units units() {
        Units known = units;
        if (known == null) {
            known = new Units(workspace, accounts.charges());
            units = known;
        }
        return known;
    }

    /** Which of those that go alone are alike; looked at only where some wait. */
    Alike alike() {
        Alike known = alike;
        if (known == null) {
            known = new Alike(snapshot);
            alike = known;
        }
        return known;
    }

    /** How often anything was promised: while this stands still, what was refused once is refused again. */
    int version() {
        return version;
    }

    /** The tasks of the party that stand nowhere. */
    IntStream open(Party party) {
        return IntStream.range(party.first(), party.end()).filter(t -> workspace.nodeOf(t) == Workspace.NOWHERE);
    }

    /** Whether it may be placed at all, as far as it alone is concerned. */
    boolean admissible(Party party) {
        return party.queue() != QueueTree.NONE
                && (party.alone()
                        ? snapshot.task(party.first()).refusals().isEmpty()
                        : snapshot.gangs().get(party.gang()).refusals().isEmpty());
    }

    /** Until when it said it would wait before it asks others to leave; null: no longer. */
    @Nullable
    Instant patience(Party party) {
        Task first = snapshot.task(party.first());
        Instant end = first.created().plus(first.terms().patience());
        return !first.terms().patience().isZero() && end.isAfter(snapshot.asOf()) ? end : null;
    }

    /** What people call the party. */
    PartId name(Party party) {
        Task first = snapshot.task(party.first());
        return party.alone()
                ? new PartId(first.id().namespace(), "pod " + first.id().name())
                : snapshot.gangs().get(party.gang()).id();
    }

    /** Why the party waits, where more is to be said than what nodes lack; the last word stands. */
    void say(Party party, Verdict verdict) {
        verdicts.put(party.index(), verdict);
    }

    void unsay(Party party) {
        verdicts.remove(party.index());
    }

    @Nullable
    Verdict said(Party party) {
        return verdicts.get(party.index());
    }

    /**
     * The placed tasks are promised their nodes; those lifted for them are asked to leave, and hold what they hold until they
     * have.
     *
     * @param parties whose tasks they are
     * @param whom    for which of them each of those lifted leaves
     * @param why     what each of these is told
     */
    void promise(
            List<Party> parties,
            List<Integer> placed,
            Lifted lifted,
            Function<Unit, Party> whom,
            BiFunction<Party, Unit, Reason> why) {
        lifted.places().forEach((unit, places) -> {
            Party party = whom.apply(unit);
            for (Lifted.Place place : places) {
                stage.putBack(place.task(), place.node(), place.devices());
                if (!units().asked(place.task())) {
                    muster.leaves(place.task(), true);
                    evictions.add(new Decision.Evict(
                            snapshot.task(place.task()).id(),
                            why.apply(party, unit),
                            name(party),
                            unit.lost(place.task())));
                }
            }
        });
        lifted.places().keySet().forEach(units()::ask);
        promised.addAll(placed);
        version++;
        parties.forEach(this::unsay);
    }

    /** The same for tasks that wait for nobody in particular. */
    void promise(Party party, List<Integer> placed) {
        promised.addAll(placed);
        version++;
        unsay(party);
    }

    BitSet nodesOf(List<Integer> tasks) {
        BitSet nodes = new BitSet();
        tasks.forEach(t -> nodes.set(workspace.nodeOf(t)));
        return nodes;
    }
}
