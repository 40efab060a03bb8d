package dev.kerf.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The allocations that the papers and Volcano's own tests state. */
class DominantSharesTest {
    @Test
    void twoUsersOfNsdi2011() {
        Filling filling = new Filling(9, 18).queue("A", null, 1, 1, 4).queue("B", null, 1, 3, 1);
        filling.fill(Long.MAX_VALUE);
        assertThat(filling.tasks("A")).isEqualTo(3);
        assertThat(filling.tasks("B")).isEqualTo(2);
        assertThat(filling.used()).containsExactly(9, 14);
        assertThat(filling.share("A")).isEqualTo(filling.share("B")).isEqualTo(2 / 3.0);
    }

    /** The paper's sequence is B, A, A, B, A; between equals it leaves the choice open. */
    @Test
    void theSequenceOfNsdi2011() {
        Filling filling = new Filling(9, 18).queue("a-B", null, 1, 3, 1).queue("b-A", null, 1, 1, 4);
        filling.fill(Long.MAX_VALUE);
        assertThat(filling.sequence()).containsExactly("a-B", "b-A", "b-A", "a-B", "b-A");
    }

    private static Filling orgs() {
        return new Filling(480)
                .queue("org-1", null, 50)
                .queue("all", "org-1", 1, 1)
                .queue("org-2", null, 50)
                .queue("a", "org-2", 20, 1)
                .queue("b", "org-2", 40, 1);
    }

    @Test
    void organisationsOfSocc2013() {
        Filling filling = orgs().queue("c", "org-2", 40, 1);
        filling.fill(Long.MAX_VALUE);
        assertThat(filling.tasks("all")).isEqualTo(240);
        assertThat(filling.tasks("a")).isEqualTo(48);
        assertThat(filling.tasks("b")).isEqualTo(96);
        assertThat(filling.tasks("c")).isEqualTo(96);
    }

    @Test
    void whatOneDoesNotUseItsSiblingsDo() {
        Filling filling = orgs().queue("c", "org-2", 40, 1);
        filling.most("c", 0);
        filling.fill(Long.MAX_VALUE);
        assertThat(filling.tasks("a")).isEqualTo(80);
        assertThat(filling.tasks("b")).isEqualTo(160);
        assertThat(filling.tasks("c")).isZero();
        assertThat(filling.tasks("all")).isEqualTo(240);
    }

    @Test
    void rescaling() {
        Filling filling = new Filling(10, 10)
                .queue("sci", null, 50, 1, 1)
                .queue("eng", null, 50)
                .queue("dev", "eng", 50, 1, 0)
                .queue("prod", "eng", 50, 0, 1);
        filling.fill(10);
        assertThat(filling.tasks("sci")).isEqualTo(5);
        assertThat(filling.tasks("dev")).isEqualTo(5);
        assertThat(filling.tasks("prod")).isEqualTo(5);
    }

    @Test
    void blocking() {
        Filling filling = new Filling(30, 30)
                .queue("pg1", null, 25, 1, 0)
                .queue("pg2", null, 25, 1, 0)
                .queue("pg3", null, 25)
                .queue("pg31", "pg3", 50, 1, 0)
                .queue("pg32", "pg3", 50, 0, 1)
                .queue("pg4", null, 25, 0, 1);
        filling.fill(Long.MAX_VALUE);
        assertThat(filling.tasks("pg1")).isEqualTo(10);
        assertThat(filling.tasks("pg2")).isEqualTo(10);
        assertThat(filling.tasks("pg31")).isEqualTo(10);
        assertThat(filling.tasks("pg32")).isEqualTo(15);
        assertThat(filling.tasks("pg4")).isEqualTo(15);
    }
}
