package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Advised;
import dev.kerf.core.advise.Advisor;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.rule.Catalogue;
import dev.kerf.objects.price.PriceFile;
import dev.kerf.objects.write.Documents;
import dev.kerf.observe.store.Location;
import dev.kerf.observe.store.Store;
import dev.kerf.testbed.OnPostgreSql;
import dev.kerf.testbed.PostgreSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Advice is the same wherever measurements are kept. */
@OnPostgreSql
class StoredAdviceTest {
    private static final int CONTAINERS = 40;
    private static final int DAYS = 3;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void adviceFromPostgreSqlIsThatFromDuckDb(PostgreSql server) {
        String fromDuckDb = advice(Location.of(folder.resolve("use.duckdb").toString()));
        assertThat(fromDuckDb).contains("R01-", "R06-");
        assertThat(advice(Location.of(server.fresh()))).isEqualTo(fromDuckDb);
    }

    private static String advice(Location location) {
        try (Store store = Store.open(location)) {
            for (int day = 0; day < DAYS; day++) {
                store.put(AdviceLoad.day(day, CONTAINERS));
            }
        }
        try (Store store = Store.open(location)) {
            Scene scene = Advising.scene(
                    AdviceLoad.cluster(CONTAINERS, store.end()),
                    store.history(Duration.ofDays(DAYS)),
                    PriceFile.listPrices());
            Advised advised = Advisor.advise(scene, Catalogue.ALL);
            return Documents.json(new AdvisedDocument(advised, scene.now()).tree());
        }
    }

    @Test
    void theCommandKeepsInADatabaseAndAsksOnce(PostgreSql server) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), server.password() + "\n");
        String address = server.fresh().replace(":" + server.password(), "");
        try (Measured measured = Measured.cluster(Duration.ofMinutes(4))) {
            Kerf asked = measured.run(
                    "advise", "-o", "name", "--store", address, "--store-password-file", password.toString());
            assertThat(asked.code()).as(asked.err()).isZero();
            assertThat(asked.out()).contains("R01-default-StatefulSet-paper");
            Kerf read = Kerf.run(
                    "advise",
                    "-o",
                    "name",
                    "--kubeconfig",
                    measured.kubeconfig().toString(),
                    "--store",
                    address,
                    "--store-password-file",
                    password.toString());
            assertThat(read.out()).as(read.err()).isEqualTo(asked.out());
        }
    }
}
