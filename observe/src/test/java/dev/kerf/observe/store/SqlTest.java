package dev.kerf.observe.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Numbers in the text of a statement. */
class SqlTest {
    @Test
    void numbersStandWhereTheirMarksStood() {
        Sql where = Sql.of("day BETWEEN ? AND ? AND subject = ANY (?) AND place > ?", 3, 5, new int[] {7, 9}, -1);
        assertThat(where.after("SELECT * FROM gpu WHERE ").written())
                .isEqualTo("SELECT * FROM gpu WHERE day BETWEEN 3 AND 5 AND subject IN (7,9) AND place > -1");
    }

    @Test
    void bytesStandThereToo() {
        Sql both = Sql.of("day = ?", 3).and(Sql.of("samples <> ?", new byte[] {0, (byte) 0xA5}));
        assertThat(both.written()).isEqualTo("day = 3 AND samples <> '\\x00\\xA5'::BLOB");
    }

    @Test
    void whatHasNoneStaysAsItIs() {
        assertThat(Sql.of("DELETE FROM lack").written()).isEqualTo("DELETE FROM lack");
    }
}
