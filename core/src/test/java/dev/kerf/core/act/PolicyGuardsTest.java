package dev.kerf.core.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.act.SizingPolicy.Manner;
import dev.kerf.core.act.SizingPolicy.Terms;
import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.advise.Target;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.size.Follow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each guard of a policy, where it stops an action that nothing else stops. */
class PolicyGuardsTest {
    /** A Monday. */
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private static final Target.OfWorkload WEB = new Target.OfWorkload("team", "Deployment/web", "main");
    private static final Action LESS = new Action.Requests(WEB, new Cpu(500), null);
    private static final Action STOP = new Action.Scale(WEB, 0);
    private Level level = Level.CONTINUOUS;
    private List<Window> windows = List.of();
    private Bounds bounds = Bounds.NONE;
    private Pace pace = Pace.USUAL;
    private boolean approved;
    private boolean grows;
    private double change = 0.5;
    private @Nullable Instant changed;
    private boolean followed;
    private @Nullable Instant announced;
    private @Nullable Instant snoozed;
    private int open;
    private int lately;
    private Set<String> leftOut = Set.of();
    private Terms terms = Terms.USUAL;
    private @Nullable Long dayCents = 500L;
    private boolean placed = true;
    private double trust = 1;
    private Instant measured = NOW.minusSeconds(60);
    private Instant expires = NOW.plusSeconds(60);

    private List<Guard> failing(Action action) {
        SizingPolicy policy =
                new SizingPolicy("nights", 100, Scope.ALL, level, bounds, windows, pace, Manner.IN_PLACE, terms);
        Proposal proposal = new Proposal("R04-web", action, dayCents, placed, trust, measured, expires, List.of());
        Circumstances is = new Circumstances(
                NOW, level, approved, grows, change, changed, followed, open, lately, announced, snoozed, leftOut);
        return PolicyGuards.of(proposal, policy, is).stream()
                .filter(guard -> !guard.passes())
                .toList();
    }

    private void stops(Action action, String name, String sentence) {
        assertThat(failing(action)).singleElement().satisfies(guard -> {
            assertThat(guard.name()).isEqualTo(name);
            assertThat(guard.message()).contains(sentence);
        });
    }

    @Test
    void nothingStopsASoundAction() {
        assertThat(failing(LESS)).isEmpty();
        announced = NOW.minus(Duration.ofHours(5));
        assertThat(failing(STOP)).isEmpty();
    }

    @Test
    void levelTooLow() {
        level = Level.RECOMMEND;
        stops(LESS, "level-too-low", "the level is L1 (policy nights): nothing is changed below L2");
        level = Level.APPROVE;
        stops(LESS, "level-too-low", "it wants the advice approved by a person");
        approved = true;
        assertThat(failing(LESS)).isEmpty();
    }

    @Test
    void outsideWindow() {
        level = Level.IN_WINDOW;
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        windows = List.of(new Window(EnumSet.of(DayOfWeek.SUNDAY), LocalTime.of(22, 0), LocalTime.of(6, 0), berlin));
        stops(LESS, "outside-window", "is in no window of policy nights");
        windows = List.of(new Window(EnumSet.of(DayOfWeek.SUNDAY), LocalTime.of(22, 0), LocalTime.of(13, 30), berlin));
        assertThat(failing(LESS))
                .as("it is 13:00 in Berlin, and the window began on Sunday")
                .isEmpty();
    }

    @Test
    void blastRadius() {
        open = 2;
        stops(LESS, "blast-radius", "2 actions are under way (2 at most)");
        open = 0;
        lately = 4;
        stops(LESS, "blast-radius", "4 were begun within the hour (4 at most)");
    }

    @Test
    void changeTooSmall() {
        change = 0.09;
        stops(LESS, "change-too-small", "9 % of what there is (10 % at least)");
        change = 0.5;
        dayCents = 99L;
        stops(LESS, "change-too-small", "saves 0.99 a day (1.00 at least)");
        grows = true;
        assertThat(failing(LESS)).as("growth saves nothing").isEmpty();
    }

    @Test
    void notFollowing() {
        Action hour = new Action.Fraction(WEB, 200, true, false);
        stops(
                hour,
                "not-following",
                "it is a part for the next hour, and policy nights, which wants parts that stay (spec.follow)");
        terms = Terms.USUAL.following(new Follow(0.01));
        assertThat(failing(hour)).isEmpty();
        stops(
                new Action.Fraction(WEB, 200),
                "not-following",
                "it is a part that stays, and policy nights wants parts that follow their load");
        grows = true;
        assertThat(failing(new Action.Fraction(WEB, 200)))
                .as("who lacks something and cannot be followed is not left so")
                .isEmpty();
    }

    @Test
    void aPartThatFollowsChangesWithinTheHour() {
        terms = Terms.USUAL.following(new Follow(0.01));
        Action hour = new Action.Fraction(WEB, 200, true, false);
        changed = NOW.minus(Duration.ofMinutes(29));
        stops(hour, "dwell", "it was changed 29 min ago; before it shrinks it is left alone for 30 min");
        grows = true;
        assertThat(failing(hour)).as("who has too little waits for nothing").isEmpty();
        terms = Terms.USUAL;
        stops(new Action.Fraction(WEB, 200), "dwell", "before it grows it is left alone for 24 h");
        followed = true;
        assertThat(failing(new Action.Fraction(WEB, 200)))
                .as("who followed until now may have as little as its emptiest hour wanted")
                .isEmpty();
    }

    /** It had what it lacks until it gave it up by itself: neither the hour nor what else is under way holds it up. */
    @Test
    void aPartThatFollowsGrowsAtAnyHour() {
        terms = Terms.USUAL.following(new Follow(0.01));
        level = Level.IN_WINDOW;
        open = 2;
        lately = 4;
        Action hour = new Action.Fraction(WEB, 200, true, false);
        assertThat(failing(hour)).extracting(Guard::name).containsExactly("outside-window", "blast-radius");
        grows = true;
        assertThat(failing(hour)).isEmpty();
    }

    @Test
    void adviceExpired() {
        expires = NOW.minusSeconds(1);
        stops(LESS, "advice-expired", "expired at 2026-11-30T11:59:59Z");
    }

    @Test
    void staleMetrics() {
        measured = NOW.minus(Duration.ofMinutes(11));
        stops(LESS, "stale-metrics", "11 min old, an action wants 10 min at most");
    }

    @Test
    void lowTrust() {
        trust = 0.49;
        stops(LESS, "low-trust", "0.49 of the measurements can be believed, an action wants 0.50");
    }

    @Test
    void dwell() {
        changed = NOW.minus(Duration.ofHours(71));
        stops(LESS, "dwell", "changed 71 h ago; before it shrinks it is left alone for 72 h");
        grows = true;
        assertThat(failing(LESS)).isEmpty();
        changed = NOW.minus(Duration.ofHours(23));
        stops(LESS, "dwell", "before it grows it is left alone for 24 h");
    }

    @Test
    void gangTogether() {
        leftOut = Set.of("team/crew-1", "team/crew-0");
        stops(LESS, "gang-together", "team/crew-0, team/crew-1");
    }

    @Test
    void noRoom() {
        placed = false;
        stops(LESS, "no-room", "no place for everything that runs");
    }

    @Test
    void notAnnounced() {
        stops(STOP, "not-announced", "not yet told");
        announced = NOW.minus(Duration.ofHours(3));
        stops(STOP, "not-announced", "it may be stopped from 2026-11-30T13:00:00Z on");
    }

    @Test
    void snoozed() {
        snoozed = NOW.plusSeconds(1);
        stops(LESS, "snoozed", "put it off until 2026-11-30T12:00:01Z");
    }

    @Test
    void outsideBounds() {
        bounds = new Bounds(new Bounds.Range(100, 900), new Bounds.Range(1000, 8000), Bounds.NONE.memory());
        stops(LESS, "outside-bounds", "0.5 of CPU is asked for, and the policy wants at least 1");
        stops(
                new Action.Fraction(WEB, 50),
                "outside-bounds",
                "0.05 of a GPU is asked for, and the policy wants at least 0.1");
    }

    @Test
    void onlyWhatMayFollowDoes() {
        assertThat(State.PROPOSED.leadsTo(State.SIMULATED)).isTrue();
        assertThat(State.PROPOSED.leadsTo(State.APPLYING)).isFalse();
        assertThat(State.VERIFYING.leadsTo(State.ROLLED_BACK)).isTrue();
        assertThat(State.DONE.leadsTo(State.APPLYING)).isFalse();
        assertThat(State.of("rolled-back")).isEqualTo(State.ROLLED_BACK);
    }

    @Test
    void thePolicyOfTheHighestPriorityHoldsAndOfSeveralTheLowestLevel() {
        SizingPolicy all = SizingPolicy.NONE.at(Level.CONTINUOUS);
        SizingPolicy team =
                policy("team", 200, new Scope(List.of("team-*"), List.of("team-b"), java.util.Map.of(), List.of()));
        SizingPolicy other = policy("a-team", 200, team.scope()).at(Level.RECOMMEND);
        assertThat(SizingPolicy.of(List.of(all, team, other), "team-a", "Deployment", java.util.Map.of())
                        .name())
                .isEqualTo("a-team");
        assertThat(SizingPolicy.of(List.of(all, team, other), "team-b", "Deployment", java.util.Map.of()))
                .isEqualTo(all);
    }

    private static SizingPolicy policy(String name, int priority, Scope scope) {
        return new SizingPolicy(
                name,
                priority,
                scope,
                Level.CONTINUOUS,
                Bounds.NONE,
                List.of(),
                Pace.USUAL,
                Manner.IN_PLACE,
                Terms.USUAL);
    }
}
