package dev.kerf.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
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
