package dev.kerf.observe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of databases as a person writes them; no password is ever shown. */
class PostgreSqlAddressTest {
    @Test
    void allThatAnAddressMaySay() {
        assertThat(Location.of("postgresql://kerf:se%3Acret@db:6432/use?sslmode=verify-full&sslrootcert=/ca.pem"))
                .isEqualTo(new PostgreSqlAddress(
                        "db:6432",
                        "use",
                        "kerf",
                        "se:cret",
                        Map.of("sslmode", "verify-full", "sslrootcert", "/ca.pem")))
                .hasToString("postgresql://kerf@db:6432/use");
    }

    @Test
    void onlyHostAndDatabaseMustBeSaid() {
        assertThat(Location.of("postgres://[::1]/use")).isEqualTo(address("[::1]", "", ""));
        assertThat(Location.of("postgresql://one:1,two:2/use")).hasToString("postgresql://one:1,two:2/use");
        assertThat(Location.of("postgresql://db/use?user=kerf&password=x")).isEqualTo(address("db", "kerf", "x"));
    }

    private static PostgreSqlAddress address(String hosts, String user, String password) {
        return new PostgreSqlAddress(hosts, "use", user, password, Map.of());
    }

    @Test
    void itsOwnPasswordComesFirst() {
        assertThat(address("db", "kerf", "own").or("other").password()).isEqualTo("own");
        assertThat(address("db", "kerf", "").or("other").password()).isEqualTo("other");
    }

    @Test
    void whatIsNoAddressIsAFile() {
        assertThat(Location.of("postgresql.duckdb")).isEqualTo(new Location.File(Path.of("postgresql.duckdb")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://kerf:se/cret@db",
                "postgresql://kerf:se?cr@et@db:x/use",
                "postgresql://kerf:secret@/use",
                "postgresql://kerf:secret@db/",
                "postgresql://kerf:secret@db/use/more",
                "postgresql://kerf:secret@db:99999/use",
                "postgresql://kerf:secret@db/use%zz",
                "postgresql://kerf:se%cret@db/use"
            })
    void whatIsWrongIsSaidWithoutThePassword(String text) {
        assertThatThrownBy(() -> Location.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        ".* is no address of a database; write postgresql://user:password@host:port/database"
                                + "|an address of a database has a % .*")
                .message()
                .doesNotContain("secret", "cret", "cr@et");
    }
}
