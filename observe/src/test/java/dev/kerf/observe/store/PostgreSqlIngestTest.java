package dev.kerf.observe.store;

import dev.kerf.testbed.OnPostgreSql;
import dev.kerf.testbed.PostgreSql;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;

/** Into a database. */
@OnPostgreSql
class PostgreSqlIngestTest extends IngestContract {
    private String address = "";

    @BeforeEach
    void fresh(PostgreSql server) {
        address = server.fresh();
    }

    @Override
    Location location(String name, Path folder) {
        return Location.of(address + name);
    }
}
