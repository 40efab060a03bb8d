package dev.kerf.kube.act;

import dev.kerf.core.act.Circumstances;
import dev.kerf.core.act.Level;
import dev.kerf.core.act.PolicyGuards;
import dev.kerf.core.act.Proposal;
import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.advise.Guard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All guards of an action at the living object.
 *
 * @param guards in the order in which they were asked
 * @param level  that holds for it
 * @param told   whether its owner was told of it
 * @param grows  whether anything becomes more
 */
record Guarding(List<Guard> guards, Level level, boolean told, boolean grows) {
    /**
     * Asks them all.
     *
     * @param open   actions of the policy that are not settled
     * @param lately actions of the policy begun within the hour
     */
    static Guarding of(
            Proposal proposal, SizingPolicy policy, Look look, Set<String> leftOut, int open, int lately, Instant now) {
        PeopleGuards people = new PeopleGuards(look, now);
        Amounts amounts = Amounts.of(proposal.action(), look);
        Level level = people.level(policy.level());
        Intent last = Intent.on(look.anchor());
        Instant announced = people.announced(proposal.advice());
        Circumstances is = new Circumstances(
                now,
                level,
                look.anchor().annotation(Keys.APPROVED).equals(proposal.advice()),
                amounts.grows(),
                amounts.change(),
                look.anchor().moment(Keys.CHANGED),
                last != null && last.follow() != Intent.Follow.NONE,
                open,
                lately,
                announced,
                people.snoozed(),
                leftOut);
        List<Guard> guards = new ArrayList<>(people.of(proposal));
        guards.addAll(OtherHands.of(proposal.action(), look, policy));
        guards.addAll(new ServerGuards(look, proposal, policy, amounts).of(now));
        guards.addAll(PolicyGuards.of(proposal, policy, is));
        guards.addAll(itsOwn(proposal, guards));
        return new Guarding(List.copyOf(guards), level, announced != null, amounts.grows());
    }

    /** Those of the advice itself that stop it, under names that no other guard has. */
    private static List<Guard> itsOwn(Proposal proposal, List<Guard> others) {
        Set<String> names = others.stream().map(Guard::name).collect(Collectors.toSet());
        return proposal.guards().stream()
                .filter(guard -> !guard.passes() && !names.contains(guard.name()))
                .toList();
    }

    /** With one more. */
    Guarding with(Guard guard) {
        List<Guard> all = new ArrayList<>(guards);
        all.add(guard);
        return new Guarding(List.copyOf(all), level, told, grows);
    }

    boolean clear() {
        return PolicyGuards.clear(guards);
    }

    boolean fails(String name) {
        return guards.stream().anyMatch(guard -> guard.name().equals(name) && !guard.passes());
    }

    /** Whether nothing stops it but that its owner was not told in time. */
    boolean onlyUnannounced() {
        return guards.stream().filter(guard -> !guard.passes()).allMatch(guard -> guard.name()
                .equals("not-announced"));
    }

    /** The first that stops it, as a sentence; empty: none does. */
    String why() {
        return guards.stream()
                .filter(guard -> !guard.passes())
                .findFirst()
                .map(guard -> guard.name() + ": " + guard.message())
                .orElse("");
    }
}
