package dev.kerf.core.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MigSearchTest {
    private static final MigModel A100 = MigModels.A100_40;
    private static final MigModel A30 = MigModels.A30;

    private static MigProfile profile(String name) {
        return Objects.requireNonNull(A100.profile(name));
    }

    private static List<MigCard> blank(int cards) {
        List<MigCard> all = new ArrayList<>();
        for (int i = 0; i < cards; i++) {
            all.add(MigCard.blank("a", i));
        }
        return all;
    }

    @Test
    void fourThreesAndFourFoursWantFourCards() {
        MigPlan plan = MigSearch.plan(A100, Map.of(profile("3g.20gb"), 4, profile("4g.20gb"), 4), blank(8));
        assertThat(plan.cards()).isEqualTo(4);
        assertThat(plan.bound()).isEqualTo(4);
        assertThat(plan.missing()).isEmpty();
        assertThat(plan.cuts()).allSatisfy(c -> assertThat(c.then()).hasToString("[4g.20gb@0, 3g.20gb@4]"));
        assertThat(plan.exact()).isTrue();
    }

    @Test
    void eightOnesWantTwoCardsSinceTheLastSliceTakesNone() {
        MigPlan plan = MigSearch.plan(A100, Map.of(profile("1g.5gb"), 8), blank(3));
        assertThat(plan.cards()).isEqualTo(2);
        assertThat(plan.bound()).isEqualTo(2);
    }

    @Test
    void aSingleThreeStandsAtTheEndSoThatAFourMayCome() {
        MigPlan plan = MigSearch.plan(A100, Map.of(profile("3g.20gb"), 1), blank(1));
        assertThat(plan.cuts().getFirst().then()).hasToString("[3g.20gb@4]");
        MigPlan one = MigSearch.plan(A100, Map.of(profile("1g.5gb"), 1), blank(1));
        assertThat(one.cuts().getFirst().then()).hasToString("[1g.5gb@6]");
    }

    @Test
    void whatIsInUseStaysAndIdleInstancesAreTakenBeforeNewOnesAreMade() {
        MigCard used = new MigCard(
                "a",
                0,
                List.of(new MigInstance(profile("3g.20gb"), 0)),
                List.of(new MigInstance(profile("2g.10gb"), 4)));
        MigPlan plan = MigSearch.plan(A100, Map.of(profile("2g.10gb"), 1, profile("1g.5gb"), 1), List.of(used));
        assertThat(plan.cuts().getFirst().then()).hasToString("[3g.20gb@0, 2g.10gb@4, 1g.5gb@6]");
        assertThat(plan.changes()).isEqualTo(1);
        assertThat(plan.cuts().getFirst().removed()).isEmpty();
    }

    @Test
    void anIdleInstanceInTheWayIsRemovedRatherThanAnotherCardBegun() {
        MigCard used = new MigCard(
                "a",
                0,
                List.of(new MigInstance(profile("4g.20gb"), 0)),
                List.of(new MigInstance(profile("1g.5gb"), 5)));
        MigPlan plan = MigSearch.plan(A100, Map.of(profile("3g.20gb"), 1), List.of(used, MigCard.blank("a", 1)));
        assertThat(plan.cards()).isEqualTo(1);
        assertThat(plan.cuts().getFirst().removed()).hasToString("[1g.5gb@5]");
    }

    @Test
    void whatFindsNoPlaceIsTold() {
        MigPlan plan = MigSearch.plan(A100, Map.of(profile("7g.40gb"), 2, profile("1g.5gb"), 1), blank(2));
        assertThat(plan.missing()).containsExactly(Map.entry("1g.5gb", 1));
    }

    @Test
    void aDemandTooLargeToSearchIsStillServedAndSaysSo() {
        MigPlan plan = MigSearch.plan(
                A100,
                Map.of(profile("1g.5gb"), 200, profile("2g.10gb"), 100, profile("3g.20gb"), 60, profile("4g.20gb"), 20),
                blank(128));
        assertThat(plan.exact()).isFalse();
        assertThat(plan.missing()).isEmpty();
        assertThat(plan.cards()).isBetween(plan.bound(), plan.bound() + 6);
    }

    /** Every way to spread a demand over two cards, tried out. */
    @Test
    void noOtherWayServesMoreOrTakesFewerCardsOrChangesLess() {
        Random random = new Random(7);
        for (int i = 0; i < 120; i++) {
            tried(A30, random);
        }
        for (int i = 0; i < 4; i++) {
            tried(A100, random);
        }
    }

    private static void tried(MigModel model, Random random) {
        List<MigCard> cards = List.of(card(model, random, 0), card(model, random, 1));
        Map<MigProfile, Integer> demand = new HashMap<>();
        model.plain().forEach(p -> demand.put(p, random.nextInt(p.compute() == 1 ? 5 : 2)));
        MigPlan plan = MigSearch.plan(model, demand, cards);
        assertThat(cost(model, plan)).as("%s on %s", demand, cards).isEqualTo(Tried.best(model, demand, cards));
        assertThat(plan.cuts()).allMatch(c -> model.legal(c.then()));
        assertThat(plan.cuts()).allMatch(c -> c.then().containsAll(c.card().used()));
    }

    private static MigCard card(MigModel model, Random random, int index) {
        List<List<MigInstance>> all = Geometries.all(model, model.plain());
        List<MigInstance> cut = all.get(random.nextInt(all.size()));
        int used = cut.isEmpty() ? 0 : random.nextInt(cut.size() + 1);
        return new MigCard("a", index, cut.subList(0, used), cut.subList(used, cut.size()));
    }

    private static List<Integer> cost(MigModel model, MigPlan plan) {
        int unserved = plan.missing().entrySet().stream()
                .mapToInt(e -> e.getValue()
                        * Objects.requireNonNull(model.profile(e.getKey())).size())
                .sum();
        int begun = (int)
                plan.cuts().stream().filter(c -> c.card().used().isEmpty()).count();
        return List.of(unserved, begun, plan.changes());
    }

    /** All pairs of geometries of two cards. */
    private static final class Tried {
        static List<Integer> best(MigModel model, Map<MigProfile, Integer> demand, List<MigCard> cards) {
            List<Integer> best = List.of(Integer.MAX_VALUE, 0, 0);
            for (List<MigInstance> one : Geometries.all(model, model.plain())) {
                for (List<MigInstance> two : Geometries.all(model, model.plain())) {
                    for (int first = 0; first < 2; first++) {
                        List<Integer> cost = cost(demand, cards, List.of(one, two), first);
                        best = less(cost, best) ? cost : best;
                    }
                }
            }
            return best;
        }

        /** The demand is served by the first card as far as it goes, then by the other one. */
        private static List<Integer> cost(
                Map<MigProfile, Integer> demand, List<MigCard> cards, List<List<MigInstance>> then, int first) {
            Map<MigProfile, Integer> left = new HashMap<>(demand);
            int changes = 0;
            int begun = 0;
            for (int turn = 0; turn < 2; turn++) {
                int c = (first + turn) % 2;
                List<MigInstance> on = new ArrayList<>(then.get(c));
                if (!on.containsAll(cards.get(c).used())) {
                    return List.of(Integer.MAX_VALUE, 0, 0);
                }
                List<MigInstance> idle = cards.get(c).idle();
                changes += (int) idle.stream().filter(i -> !on.contains(i)).count();
                on.removeAll(cards.get(c).used());
                changes += (int) on.stream().filter(i -> !idle.contains(i)).count();
                boolean any = false;
                for (MigInstance instance : on) {
                    int still = left.getOrDefault(instance.profile(), 0);
                    any |= still > 0;
                    left.put(instance.profile(), Math.max(0, still - 1));
                }
                begun += any && cards.get(c).used().isEmpty() ? 1 : 0;
            }
            int unserved = left.entrySet().stream()
                    .mapToInt(e -> e.getKey().size() * e.getValue())
                    .sum();
            return List.of(unserved, begun, changes);
        }

        private static boolean less(List<Integer> a, List<Integer> b) {
            for (int i = 0; i < a.size(); i++) {
                if (!a.get(i).equals(b.get(i))) {
                    return a.get(i) < b.get(i);
                }
            }
            return false;
        }
    }
}
