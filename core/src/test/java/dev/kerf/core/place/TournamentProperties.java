package dev.kerf.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TournamentProperties {

    @Property
    void theFirstOfTheBestWins(
            @ForAll @IntRange(min = 1, max = 600) int places,
            @ForAll @Size(max = 60) List<@IntRange(max = 100_000) Integer> at,
            @ForAll @Size(60) List<@IntRange(max = 6) Integer> scores) {
        Tournament tournament = new Tournament(places);
        double[] plain = new double[places];
        Arrays.fill(plain, NodeScore.OUT);
        for (int i = 0; i < at.size(); i++) {
            int place = at.get(i) % places;
            plain[place] = scores.get(i) == 0 ? NodeScore.OUT : scores.get(i);
            tournament.set(place, plain[place]);
            agree(tournament, plain);
        }
    }

    @Property
    void seededIsAsIfSetOneByOne(@ForAll @Size(min = 1, max = 300) List<@IntRange(max = 6) Integer> scores) {
        Tournament tournament = new Tournament(scores.size());
        double[] plain = scores.stream().mapToDouble(s -> s).toArray();
        for (int place = 0; place < plain.length; place++) {
            tournament.seed(place, plain[place]);
        }
        tournament.settle();
        agree(tournament, plain);
    }

    @Property
    void manySetAtOnceAreAsIfSetOneByOne(
            @ForAll @IntRange(min = 1, max = 600) int places,
            @ForAll @Size(max = 60) List<@IntRange(max = 100_000) Integer> at,
            @ForAll @Size(60) List<@IntRange(min = -3, max = 3) Integer> scores) {
        Tournament tournament = new Tournament(places);
        double[] plain = new double[places];
        Arrays.fill(plain, NodeScore.OUT);
        int[] changed = at.stream().mapToInt(a -> a % places).distinct().toArray();
        for (int i = 0; i < changed.length; i++) {
            plain[changed[i]] = scores.get(i) / -2.0;
            tournament.seed(changed[i], plain[changed[i]]);
        }
        tournament.settle(changed, changed.length);
        agree(tournament, plain);
    }

    @Property
    void thoseThatAreOutAreDropped(@ForAll @Size(min = 1, max = 60) List<@IntRange(max = 2) Integer> scores) {
        Tournament tournament = new Tournament(scores.size());
        for (int place = 0; place < scores.size(); place++) {
            tournament.seed(place, scores.get(place) == 0 ? NodeScore.OUT : -scores.get(place));
        }
        int[] places = IntStream.range(0, scores.size()).toArray();
        int left = tournament.dropOut(places, places.length);
        assertThat(Arrays.copyOf(places, left))
                .containsExactly(IntStream.range(0, scores.size())
                        .filter(place -> scores.get(place) != 0)
                        .toArray());
    }

    private static void agree(Tournament tournament, double[] plain) {
        double best = Arrays.stream(plain).max().orElseThrow();
        int first = 0;
        while (plain[first] != best) {
            first++;
        }
        assertThat(tournament.top()).isEqualTo(best);
        assertThat(best == NodeScore.OUT ? first : tournament.first()).isEqualTo(first);
    }
}
