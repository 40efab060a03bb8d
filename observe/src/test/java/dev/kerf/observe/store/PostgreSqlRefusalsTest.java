package dev.kerf.observe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerf.testbed.OnPostgreSql;
import dev.kerf.testbed.PostgreSql;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a real server refuses is said in one sentence: where, what, why, and what mends it. */
@OnPostgreSql
class PostgreSqlRefusalsTest {
    private static void refused(ThrowingCallable asked, String sentence) {
        assertThatThrownBy(asked).isInstanceOfSatisfying(StoreException.class, refused -> {
            assertThat(refused).hasMessage(sentence);
            assertThat(refused.ofServer())
                    .as("the server does not answer, or refuses")
                    .isTrue();
        });
    }

    private static String place(PostgreSql server, String user, String database) {
        return "postgresql://" + user + "@127.0.0.1:" + server.port() + "/" + database;
    }

    @Test
    void aWrongPassword(PostgreSql server) {
        Location wrong = Location.of("postgresql://kerf:elm-and-ash@127.0.0.1:" + server.port() + "/postgres");
        refused(
                () -> Store.open(wrong),
                place(server, "kerf", "postgres")
                        + " does not let user kerf in (password authentication failed for user"
                        + " \"kerf\"); give the right user and password: in the address, in a file, or as PGPASSWORD");
    }

    @Test
    void noPassword(PostgreSql server) {
        assertThatThrownBy(() -> Store.open(Location.of(place(server, "kerf", "postgres"))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(" does not let user kerf in (")
                .hasMessageEndingWith(
                        "look at user, password (in the address, in a file, or as PGPASSWORD) and sslmode");
    }

    @Test
    void noTls(PostgreSql server) {
        refused(
                () -> Store.open(Location.of(server.address() + "?sslmode=require")),
                place(server, "kerf", "postgres")
                        + " does not let user kerf in (The server does not support SSL.); look at"
                        + " user, password (in the address, in a file, or as PGPASSWORD) and sslmode");
    }

    @Test
    void noSuchDatabase(PostgreSql server) {
        Location none = Location.of(server.address().replace("/postgres", "/nowhere"));
        refused(
                () -> Store.open(none),
                place(server, "kerf", "nowhere")
                        + " cannot be used: the server has no database nowhere; make it (createdb nowhere), or name another");
    }

    @Test
    void nobodyThere() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String address = "postgresql://127.0.0.1:" + port + "/use";
        refused(
                () -> Store.open(Location.of(address)),
                address + " does not answer (Connection refused); does it run, and can it be reached from here?");
    }

    @Test
    void anOptionThatMakesNoSense(PostgreSql server) {
        assertThatThrownBy(() -> Store.open(Location.of(server.address() + "?sslmode=perhaps")))
                .isInstanceOfSatisfying(StoreException.class, wrong -> assertThat(wrong.ofServer())
                        .as("it was not even asked")
                        .isFalse())
                .hasMessageContaining("perhaps")
                .message()
                .doesNotContain(server.password());
    }

    @Test
    void whoMayReadOnlyReads(PostgreSql server) {
        String fresh = server.fresh();
        String schema = fresh.substring(fresh.lastIndexOf('=') + 1);
        try (Store store = Store.open(Location.of(fresh))) {
            store.put(Days.of(0, 0, 288, Days::wave));
        }
        for (String each : List.of(
                "CREATE ROLE reader_" + schema + " LOGIN PASSWORD 'birch'",
                "GRANT USAGE ON SCHEMA " + schema + " TO reader_" + schema,
                "GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO reader_" + schema)) {
            StoreContract.change(Location.of(server.address()), each);
        }
        Location reader = Location.of(fresh.replace("kerf:" + server.password(), "reader_" + schema + ":birch"));
        try (Store store = Store.open(reader)) {
            assertThat(store.containers()).containsExactly(Days.WEB.of());
            refused(
                    () -> store.put(Days.of(1, 0, 288, Days::wave)),
                    reader + " does not let user reader_" + schema + " do this (permission denied for table covered);"
                            + " reading wants SELECT, writing INSERT, UPDATE and DELETE too, beginning a store CREATE");
        }
        assertThatThrownBy(() -> Store.open(Location.of(reader(server, schema))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("do this (permission denied for database postgres)");
    }

    /** The same user where there is no store yet. */
    private static String reader(PostgreSql server, String schema) {
        return server.fresh().replace("kerf:" + server.password(), "reader_" + schema + ":birch");
    }
}
