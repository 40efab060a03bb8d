package dev.kerf.core.act;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Guard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a policy says about an action: each guard by a name that stays, with a sentence that is true either way. */
public final class PolicyGuards {
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration UP = Duration.ofDays(1);
    private static final Duration DOWN = Duration.ofDays(3);
    /** A part that follows its load is made smaller no oftener; to be larger it waits for nothing. */
    private static final Duration AGAIN = Duration.ofMinutes(30);

    private final Proposal proposal;
    private final SizingPolicy policy;
    private final Circumstances is;

    private PolicyGuards(Proposal proposal, SizingPolicy policy, Circumstances is) {
        this.proposal = proposal;
        this.policy = policy;
        this.is = is;
    }

    /** All of them, in the order in which a person would ask. */
    public static List<Guard> of(Proposal proposal, SizingPolicy policy, Circumstances is) {
        PolicyGuards guards = new PolicyGuards(proposal, policy, is);
        List<Guard> all = new ArrayList<>();
        all.add(guards.level());
        all.add(guards.window());
        all.add(guards.pace());
        all.add(guards.expiry());
        all.add(guards.fresh());
        all.add(guards.trust());
        all.add(guards.size());
        all.add(guards.bounds());
        all.add(guards.dwell());
        all.add(guards.following());
        all.add(guards.gang());
        all.add(guards.room());
        all.add(guards.announced());
        all.add(guards.snoozed());
        return List.copyOf(all);
    }

    private Guard level() {
        boolean acts = is.level().acts(is.approved());
        String what = is.level() == Level.APPROVE
                ? (is.approved() ? " and the advice is approved" : ": it wants the advice approved by a person")
                : (acts ? "" : ": nothing is changed below L2");
        return new Guard("level-too-low", acts, "the level is " + is.level() + " (" + policy.title() + ")" + what);
    }

    private Guard window() {
        if (lacks()) {
            return Guard.passed("outside-window", "a part that follows its load grows at any hour");
        }
        if (is.level() != Level.IN_WINDOW) {
            return Guard.passed("outside-window", "windows count at level L3 only");
        }
        boolean inside = policy.windows().stream().anyMatch(window -> window.contains(is.now()));
        return new Guard(
                "outside-window",
                inside,
                is.now() + (inside ? " is in a window" : " is in no window") + " of " + policy.title() + " "
                        + policy.windows());
    }

    /** Whether it gives a part that follows what that lacks now. What it had it gave up by itself, so nothing holds it up but room. */
    private boolean lacks() {
        return proposal.follows() && is.grows();
    }

    private Guard pace() {
        if (lacks()) {
            return Guard.passed("blast-radius", "a part that follows its load waits for no other to grow");
        }
        Pace pace = policy.pace();
        return new Guard(
                "blast-radius",
                is.open() < pace.atOnce() && is.lately() < pace.anHour(),
                "%d actions are under way (%d at most), %d were begun within the hour (%d at most)"
                        .formatted(is.open(), pace.atOnce(), is.lately(), pace.anHour()));
    }

    private Guard expiry() {
        boolean valid = !is.now().isAfter(proposal.expires());
        return new Guard(
                "advice-expired", valid, "the advice " + (valid ? "holds until " : "expired at ") + proposal.expires());
    }

    private Guard fresh() {
        Duration age = Duration.between(proposal.measured(), is.now());
        return new Guard(
                "stale-metrics",
                age.compareTo(FRESH) <= 0,
                "the newest measurements are %s old, an action wants %s at most".formatted(text(age), text(FRESH)));
    }

    private Guard trust() {
        double wanted = policy.terms().trust();
        return new Guard(
                "low-trust",
                proposal.trust() >= wanted,
                String.format(
                        Locale.ROOT,
                        "%.2f of the measurements can be believed, an action wants %.2f",
                        proposal.trust(),
                        wanted));
    }

    /** Growth is never too little money; of a part that follows its load all steps are small, and its advice knows how small. */
    private Guard size() {
        if (proposal.follows()) {
            return Guard.passed("change-too-small", "a part that follows its load changes by small steps");
        }
        Long cents = proposal.dayCents();
        long wanted = policy.terms().dayCents();
        boolean small = is.change() < policy.terms().change();
        boolean cheap = !is.grows() && cents != null && cents < wanted;
        return new Guard(
                "change-too-small",
                !small && !cheap,
                String.format(
                        Locale.ROOT,
                        "the change is %.0f %% of what there is (%.0f %% at least)%s",
                        is.change() * 100,
                        policy.terms().change() * 100,
                        money(cents, wanted)));
    }

    private static String money(@Nullable Long cents, long wanted) {
        return cents == null
                ? ""
                : String.format(Locale.ROOT, " and saves %.2f a day (%.2f at least)", cents / 100.0, wanted / 100.0);
    }

    private Guard bounds() {
        String beyond = policy.bounds().beyond(proposal.action());
        return new Guard(
                "outside-bounds", beyond.isEmpty(), beyond.isEmpty() ? "what is asked for is within bounds" : beyond);
    }

    private Guard dwell() {
        Instant changed = is.changed();
        Duration wanted = left();
        if (changed == null) {
            return Guard.passed("dwell", "no action has changed it yet");
        }
        Duration since = Duration.between(changed, is.now());
        return new Guard(
                "dwell",
                since.compareTo(wanted) >= 0,
                "it was changed %s ago; before it %s it is left alone for %s"
                        .formatted(text(since), is.grows() ? "grows" : "shrinks", text(wanted)));
    }

    private Duration left() {
        if (proposal.follows()) {
            return is.grows() ? Duration.ZERO : AGAIN;
        }
        return is.grows() ? (is.followed() ? Duration.ZERO : UP) : DOWN;
    }

    /**
     * A part that stays and one for the next hour are different promises: the policy says which is wanted. More is welcome either
     * way: where too little is known to follow a load, what lacks something is still given a part that stays.
     */
    private Guard following() {
        boolean wanted = policy.terms().follow() != null;
        boolean more = wanted && is.grows();
        if (!(proposal.action() instanceof Action.Fraction) || more || wanted == proposal.follows()) {
            return Guard.passed("not-following", "it is such a part as is wanted");
        }
        return Guard.failed(
                "not-following",
                wanted
                        ? "it is a part that stays, and " + policy.title()
                                + " wants parts that follow their load: the next"
                                + " round of advice has one, if its pods carry the labels of the scope"
                        : "it is a part for the next hour, and " + policy.title()
                                + (policy.name().isEmpty() ? "" : ", which wants parts that stay (spec.follow)"));
    }

    private Guard gang() {
        return new Guard(
                "gang-together",
                is.leftOut().isEmpty(),
                is.leftOut().isEmpty()
                        ? "no gang is taken apart"
                        : "members of its gang would be left as they are: "
                                + String.join(
                                        ", ", is.leftOut().stream().sorted().toList()));
    }

    private Guard room() {
        return new Guard(
                "no-room",
                proposal.placed(),
                proposal.placed()
                        ? "the planner has a place for everything that runs"
                        : "the planner finds no place for everything that runs");
    }

    private Guard announced() {
        Instant told = is.announced();
        if (!proposal.reclaims()) {
            return Guard.passed("not-announced", "it stops no work, so that nobody has to be told before");
        }
        if (told == null) {
            return Guard.failed("not-announced", "its owner was not yet told that it is to be stopped");
        }
        Instant from = told.plus(policy.terms().notice());
        return new Guard(
                "not-announced",
                !is.now().isBefore(from),
                "its owner was told at " + told + "; it may be stopped from " + from + " on");
    }

    private Guard snoozed() {
        Instant until = is.snoozed();
        boolean now = until != null && is.now().isBefore(until);
        return new Guard(
                "snoozed", !now, now ? "its owner put it off until " + until : "its owner does not put it off");
    }

    private static String text(Duration time) {
        long hours = time.toHours();
        return hours >= 1 ? hours + " h" : Math.max(0, time.toMinutes()) + " min";
    }

    /** Whether nothing stops the action. */
    public static boolean clear(List<Guard> guards) {
        return guards.stream().allMatch(Guard::passes);
    }

    /** Whether nothing but a person, the hour or the pace is in the way. */
    public static boolean simulated(List<Guard> guards) {
        return guards.stream().filter(guard -> !guard.passes()).allMatch(guard -> List.of(
                        "level-too-low", "outside-window", "blast-radius", "not-announced")
                .contains(guard.name()));
    }
}
