package dev.kerf.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.Queue;
import dev.kerf.core.model.Quota;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The shares that Kueue's own tests state. */
class BorrowingTest {
    private static final String GPU = "nvidia.com/gpu";
    private static final String CPU = "cpu";
    private final List<Queue> queues = new ArrayList<>();

    private static Queue queue(String name, @Nullable String parent, long gpus, long cpus) {
        return Queue.of(name, parent).with(GPU, Quota.guarantee(gpus)).with(CPU, Quota.guarantee(cpus));
    }

    private BorrowingTest() {
        queues.add(Queue.of("cohort", null));
    }

    private BorrowingTest with(Queue queue) {
        queues.add(queue);
        return this;
    }

    private long share(String queue, long gpus, long cpus) {
        return shareOf(queue, queue, gpus, cpus);
    }

    private long shareOf(String asked, String user, long gpus, long cpus) {
        QueueTree tree = new QueueTree(queues);
        long[][] used = new long[2][tree.count()];
        used[0][tree.number(user)] = gpus;
        used[1][tree.number(user)] = cpus;
        return new Borrowing(tree, GPU, CPU).share(tree.number(asked), used);
    }

    /** Ten GPUs and ten CPUs, of which q has five and two. */
    private BorrowingTest tens() {
        return with(queue("q", "cohort", 5, 2)).with(queue("lender", "cohort", 5, 8));
    }

    @Test
    void theResourceBorrowedMostCounts() {
        assertThat(tens().share("q", 7, 3)).isEqualTo(200);
    }

    @Test
    void whatIsBelowTheGuaranteeIsNotBorrowed() {
        assertThat(tens().share("q", 3, 3)).isEqualTo(100);
        assertThat(share("q", 5, 2)).isZero();
    }

    @Test
    void aWorkloadToComeIsCountedIn() {
        assertThat(tens().share("q", 0, 1 + 4)).isEqualTo(300);
    }

    @Test
    void whatNobodyLendsIsNotCounted() {
        with(queue("q", "cohort", 0, 2)).with(queue("lender", "cohort", 0, 8));
        assertThat(share("q", 4, 5)).isEqualTo(300);
    }

    @Test
    void whoBorrowsAnythingHasMoreThanNothing() {
        with(queue("q", "cohort", 500, 0)).with(queue("lender", "cohort", 1000, 0));
        assertThat(share("q", 501, 0)).isEqualTo(1);
    }

    @Test
    void aHeavyQueueThatBorrowsHasMoreThanNothing() {
        with(queue("q", "cohort", 500, 0).with(GPU, Quota.guarantee(500).withWeight(300_000)))
                .with(queue("lender", "cohort", 1000, 0));
        assertThat(share("q", 800, 0)).isEqualTo(1);
    }

    private long weighing(long thousandths) {
        queues.removeIf(q -> !q.name().equals("cohort"));
        with(queue("q", "cohort", 5, 0).with(GPU, Quota.guarantee(5).withWeight(thousandths)))
                .with(queue("lender", "cohort", 5, 0));
        return share("q", 7, 0);
    }

    @Test
    void theShareIsDividedByTheWeight() {
        assertThat(weighing(2000)).isEqualTo(100);
        assertThat(weighing(500)).isEqualTo(400);
        assertThat(weighing(0)).isEqualTo(Borrowing.ENDLESS);
    }

    /** q in child in cohort, where the cohort itself has GPUs too. */
    private BorrowingTest nested(Quota ofQ, Quota ofChild, long root) {
        queues.clear();
        with(Queue.of("cohort", null).with(GPU, Quota.guarantee(root)));
        with(Queue.of("child", "cohort").with(GPU, ofChild));
        return with(Queue.of("q", "child").with(GPU, ofQ));
    }

    @Test
    void aQueueOfQueuesBorrowsWhatTheyBorrow() {
        nested(Quota.guarantee(5), Quota.OPEN.withWeight(2000), 45);
        assertThat(share("q", 10, 0)).isEqualTo(100);
        assertThat(shareOf("child", "q", 10, 0)).isEqualTo(50);
    }

    @Test
    void withoutAGuaranteeAllIsBorrowed() {
        nested(Quota.OPEN, Quota.OPEN.withWeight(2000), 50);
        assertThat(share("q", 10, 0)).isEqualTo(200);
        assertThat(shareOf("child", "q", 10, 0)).isEqualTo(100);
    }

    @Test
    void aBoundOnBorrowingMakesItSmaller() {
        nested(Quota.OPEN, Quota.OPEN.withBorrow(10), 50);
        assertThat(share("q", 10, 0)).isEqualTo(1000);
        assertThat(shareOf("child", "q", 10, 0)).isEqualTo(200);
    }

    @Test
    void whoStandsAloneBorrowsFromNobody() {
        with(queue("alone", null, 5, 0));
        assertThat(share("alone", 10, 0)).isZero();
    }

    @Test
    void severalModelsOfGpuAreAddedUp() {
        with(queue("q", "cohort", 20, 0)).with(queue("lender", "cohort", 180, 0));
        assertThat(share("q", 15 + 10, 0)).isEqualTo(25);
    }
}
