package dev.kerf.observe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerf.core.use.Measure;
import dev.kerf.core.use.Signal;
import dev.kerf.observe.series.Day;
import dev.kerf.testbed.OnPostgreSql;
import dev.kerf.testbed.PostgreSql;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store in a database, which several processes have open at once: each is a store of its own here. */
@OnPostgreSql
class PostgreSqlStoreTest extends StoreContract {
    private String fresh = "";

    @BeforeEach
    void fresh(PostgreSql server) {
        fresh = server.fresh();
    }

    @Override
    Location location(String name, Path folder) {
        return Location.of(fresh + name);
    }

    private Location location() {
        return location("shared", Path.of(""));
    }

    @Test
    void whatOneWritesTheOthersSee() {
        try (Store writing = Store.open(location());
                Store reading = Store.open(location())) {
            assertThat(reading.containers()).isEmpty();
            writing.put(Days.of(0, 0, 144, Days::wave));
            assertThat(reading.containers()).containsExactly(Days.WEB.of());
            reading.put(Days.of(0, 12, 144, Days::wave));
            writing.put(Days.of(1, 0, 288, Days::wave));
            assertThat(writing.history(Duration.ofDays(2)).of("team", "Deployment/web"))
                    .isEqualTo(reading.history(Duration.ofDays(2)).of("team", "Deployment/web"))
                    .hasSize(2);
            assertThat(reading.use(Days.WEB.of()).of(Measure.CPU).total()).isEqualTo(2 * 288);
        }
    }

    @Test
    void aPieceOfWhichAnotherHasKeptSomeIsNotKept() {
        try (Store one = Store.open(location());
                Store other = Store.open(location())) {
            one.put(Days.of(0, 0, 144, Days::wave));
            assertThat(other.keep(Days.of(0, 6, 144, Days::wave))).isFalse();
            assertThat(other.keep(Days.of(0, 12, 144, Days::wave))).isTrue();
            assertThat(one.use(Days.WEB.of()).of(Measure.CPU).total()).isEqualTo(288);
        }
    }

    @Test
    void theSameDaysOfManyAtOnceAreKeptOnce() throws Exception {
        int writers = 4;
        int days = 3;
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> all = IntStream.range(0, writers)
                    .<Future<?>>mapToObj(writer -> threads.submit(() -> {
                        try (Store store = Store.open(location())) {
                            for (int day = 0; day < days; day++) {
                                store.put(crowd(day, writer));
                            }
                        }
                    }))
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
        }
        try (Store store = Store.open(location())) {
            // Whoever was first with a day has kept it; numbers of the others' pods were taken back with the rest.
            store.uses((container, use) -> assertThat(use.of(Measure.CPU).total() % 288)
                    .as(container.toString())
                    .isZero());
            assertThat(store.containers().stream()
                            .mapToLong(each -> store.use(each).of(Measure.CPU).total())
                            .sum())
                    .isEqualTo(days * 20L * 288);
            for (int day = 0; day < days; day++) {
                assertThat(store.covered(store.steps().day(Days.MIDNIGHT) + day))
                        .isEqualTo(new Covered(store.steps().day(Days.MIDNIGHT) + day, 0, 288));
            }
        }
    }

    /** A day of the pods that a writer sees: some of them all see. */
    private static Day crowd(int day, int writer) {
        Day made = Days.of(day, 0, 288, Days::wave);
        made.seats().clear();
        for (int i = 0; i < 20; i++) {
            made.seats().put(Days.pod(10 * writer + i), Days.signals(made.range(), Days::wave, Signal.CPU));
        }
        return made;
    }

    @Test
    void aLostConnectionIsMadeAnew(PostgreSql server) {
        try (Store store = Store.open(Location.of(fresh + "&ApplicationName=lost"))) {
            store.put(Days.of(0, 0, 288, Days::wave));
            change(
                    Location.of(server.address()),
                    "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE application_name = 'lost'");
            assertThatThrownBy(() -> store.put(crowd(1, 0)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(" does not answer (");
            assertThat(store.containers()).containsExactly(Days.WEB.of());
            store.put(crowd(1, 0));
            assertThat(store.use(Days.pod(7).of()).of(Measure.CPU).total()).isEqualTo(288);
        }
    }
}
