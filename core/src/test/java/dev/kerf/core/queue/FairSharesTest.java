package dev.kerf.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.Queue;
import dev.kerf.core.model.Quota;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FairSharesTest {
    private static final String GPU = "nvidia.com/gpu";
    private final List<Queue> queues = new ArrayList<>();
    private final Map<String, Long> requests = new HashMap<>();

    private FairSharesTest queue(String name, @Nullable String parent, Quota quota, long request) {
        queues.add(Queue.of(name, parent).with(GPU, quota));
        requests.put(name, request);
        return this;
    }

    private static Quota weight(long weight) {
        return Quota.OPEN.withWeight(weight * Quota.WEIGHT_ONE);
    }

    private List<Long> shares(long total, String... names) {
        QueueTree tree = new QueueTree(queues);
        long[] requested = new long[tree.count()];
        requests.forEach((name, amount) -> requested[tree.number(name)] = amount);
        long[] shares = FairShares.of(tree, GPU, Division.byWeight(1), total, requested, new double[tree.count()]);
        return Stream.of(names).map(n -> shares[tree.number(n)]).toList();
    }

    /** KEP-1714, story 3. */
    @Test
    void aCohortDividesWhatItDeserves() {
        queue("C1", null, weight(1), 0).queue("C2", null, weight(1), 300);
        queue("a", "C1", weight(1), 300).queue("b", "C1", weight(1), 300).queue("c", "C1", weight(3), 300);
        assertThat(shares(300, "C1", "C2", "a", "b", "c")).containsExactly(150L, 150L, 30L, 30L, 90L);
    }

    @Test
    void aQueueAsksForWhatThoseBelowItMayHave() {
        queue("left", null, weight(1), 0).queue("right", null, weight(1), 100);
        queue("capped", "left", weight(1).withLimit(10), 100);
        assertThat(shares(100, "left", "right", "capped")).containsExactly(10L, 90L, 10L);
    }

    @Test
    void aGuaranteeStandsAtEveryLevel() {
        queue("left", null, Quota.guarantee(60), 0).queue("right", null, Quota.guarantee(40), 100);
        queue("small", "left", Quota.guarantee(10), 100).queue("large", "left", Quota.guarantee(50), 100);
        assertThat(shares(100, "left", "right", "small", "large")).containsExactly(60L, 40L, 10L, 50L);
    }

    @Test
    void anUnknownParentIsSaid() {
        queue("a", "nowhere", Quota.OPEN, 0).queue("b", "a", Quota.OPEN, 0).queue("c", null, Quota.OPEN, 0);
        QueueTree tree = new QueueTree(queues);
        assertThat(tree.count()).isEqualTo(1);
        assertThat(tree.problems())
                .containsEntry("a", "its parent nowhere does not exist")
                .containsEntry("b", "is below a queue whose parent nowhere does not exist");
    }

    @Test
    void aCircleIsSaid() {
        queue("a", "b", Quota.OPEN, 0).queue("b", "a", Quota.OPEN, 0).queue("c", "b", Quota.OPEN, 0);
        QueueTree tree = new QueueTree(queues);
        assertThat(tree.count()).isZero();
        assertThat(tree.problems())
                .containsEntry("a", "is its own ancestor: a in b in a")
                .containsEntry("c", "is below a circle: b in a in b");
    }
}
