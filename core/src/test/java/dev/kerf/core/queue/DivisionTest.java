package dev.kerf.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.Quota;
import dev.kerf.core.queue.Division.PriorityReach;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The divisions that KAI Scheduler's own tests and documents state, in GPUs. */
class DivisionTest {
    private final List<Claim> claims = new ArrayList<>();

    private static Claim queue(long deserved, long weight, int priority, long request) {
        return new Claim("", deserved, 0, Quota.UNLIMITED, request, weight, priority, Instant.EPOCH, 0);
    }

    private static Claim limited(Claim c, long limit) {
        return new Claim(
                c.name(), c.guarantee(), 0, limit, c.requested(), c.weight(), c.priority(), c.created(), c.used());
    }

    /** Claims in the order the queues were made. */
    private DivisionTest of(Claim... given) {
        for (Claim c : given) {
            Instant created = Instant.ofEpochSecond(claims.size());
            claims.add(new Claim(
                    "q" + claims.size(),
                    c.guarantee(),
                    c.kept(),
                    c.most(),
                    c.requested(),
                    c.weight(),
                    c.priority(),
                    created,
                    c.used()));
        }
        return this;
    }

    private void divides(long total, long... shares) {
        assertThat(Division.byWeight(1).shares(total, claims)).containsExactly(shares);
    }

    @Test
    void everybodyGetsWhatItAsksWhereThereIsEnough() {
        of(queue(2, 2, 100, 6), queue(2, 2, 100, 6)).divides(15, 6, 6);
    }

    @Test
    void thereIsJustEnough() {
        of(queue(2, 2, 100, 6), queue(2, 2, 100, 6)).divides(12, 6, 6);
    }

    @Test
    void whatIsLeftOverGoesByWeight() {
        of(queue(2, 1, 100, 6), queue(2, 3, 100, 6)).divides(8, 3, 5);
    }

    @Test
    void aLimitHolds() {
        of(limited(queue(2, 2, 100, 6), 5), queue(2, 2, 100, 6)).divides(12, 5, 6);
    }

    @Test
    void theLargestRemainderGetsTheLastOne() {
        of(queue(2, 1, 100, 10), queue(2, 4, 100, 10)).divides(11, 3, 8);
    }

    @Test
    void ofEqualRemaindersTheOldest() {
        of(queue(2, 2, 100, 6), queue(2, 2, 100, 6)).divides(11, 6, 5);
    }

    @Test
    void priorityDoesNotTouchWhatIsDeserved() {
        of(queue(2, 2, 100, 6), queue(2, 2, 200, 6)).divides(4, 2, 2);
    }

    @Test
    void whatIsLeftOverGoesByPriorityFirst() {
        of(queue(2, 2, 1, 6), queue(2, 2, 2, 6)).divides(6, 2, 4);
    }

    @Test
    void priorityBeatsWeight() {
        of(queue(2, 100, 1, 6), queue(2, 1, 2, 6)).divides(6, 2, 4);
    }

    @Test
    void whatAQueueOfLowPriorityDoesNotAskForIsLeftOver() {
        of(queue(2, 2, 2, 5), queue(2, 2, 2, 5), queue(1, 1, 1, 0)).divides(5, 3, 2, 0);
    }

    @Test
    void whatIsDeservedIsGivenThoughThereIsNotEnough() {
        of(queue(3, 1, 100, 2)).divides(1, 2);
    }

    @Test
    void threeToOne() {
        of(queue(10, 3, 100, 100), queue(10, 1, 100, 100)).divides(100, 70, 30);
    }

    @Test
    void withoutWeightNothingBeyondWhatIsDeserved() {
        of(queue(2, 0, 100, 6), queue(2, 0, 100, 6)).divides(12, 2, 2);
    }

    @Test
    void whatIsKeptIsLentToNobody() {
        Claim keeper = new Claim("", 6, 4, Quota.UNLIMITED, 1, 1, 100, Instant.EPOCH, 0);
        of(keeper, queue(2, 1, 100, 20)).divides(10, 1, 6);
    }

    @Test
    void partsOfAGrainAreGivenWhereOnlyTheyAreLeft() {
        Claim a = queue(0, 1, 100, 10_000);
        claims.addAll(List.of(a, a));
        assertThat(Division.byWeight(1000).shares(2500, claims)).containsExactly(1500, 1000);
    }

    /** KAI's draft of a priority that comes before what is deserved. */
    @Test
    void priorityMayReachEverything() {
        Division draft = new Division(1, 0, PriorityReach.EVERYTHING);
        of(queue(20, 0, 100, 70), queue(30, 2, 100, 40), queue(30, 1, 50, 50));
        assertThat(draft.shares(100, claims)).containsExactly(60, 40, 0);
        assertThat(draft.shares(120, claims)).containsExactly(70, 40, 10);
        claims.clear();
        of(queue(20, 0, 100, 70), queue(30, 2, 100, 50), queue(30, 1, 50, 90));
        assertThat(draft.shares(200, claims)).containsExactly(70, 50, 80);
    }
}
