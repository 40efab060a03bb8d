package dev.kerf.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** A server that is begun answers, and one that is closed is gone. */
@OnPostgreSql
class PostgreSqlTest {
    @Test
    void isThereUntilItIsClosed() throws IOException {
        PostgreSql own = PostgreSql.start("a PostgreSQL of one test").orElseThrow();
        try (own) {
            assertThatCode(() -> connect(own)).doesNotThrowAnyException();
            assertThat(own.fresh()).isNotEqualTo(own.fresh());
        }
        assertThatThrownBy(() -> connect(own)).isInstanceOf(ConnectException.class);
    }

    private static void connect(PostgreSql server) throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), server.port()).close();
    }
}
