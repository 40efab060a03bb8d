package dev.kerf.observe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerf.core.use.ContainerUse;
import dev.kerf.core.use.Doubt;
import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.Histogram;
import dev.kerf.core.use.History;
import dev.kerf.core.use.Lack;
import dev.kerf.core.use.Measure;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.observe.series.Day;
import dev.kerf.observe.series.Joined;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is put into a store is what is read from it, whenever and however often, wherever it is. */
abstract class StoreContract {
    @TempDir
    private Path folder = Path.of("");

    /** A place of its own for a test's store of this name; a folder for it. */
    abstract Location location(String name, Path folder);

    private Store open() {
        return Store.open(location("use", folder));
    }

    private static Seen of(History history, Seat seat, Signal signal) {
        Map<Signal, Seen> all = Objects.requireNonNull(
                history.of(seat.namespace(), seat.workload()).get(seat));
        return Objects.requireNonNull(all.get(signal));
    }

    @Test
    void whatWasPutIsThereAfterARestart() {
        Range two = new Range(Days.MIDNIGHT, Range.USUAL, 576);
        Joined<Seat> expected = Joined.seats(two);
        try (Store store = open()) {
            for (int day = 0; day < 2; day++) {
                store.put(Days.of(day, 0, 288, Days::wave));
                expected.add(Days.of(day, 0, 288, Days::wave).seats());
            }
        }
        try (Store store = open()) {
            History history = store.history(Duration.ofDays(2));
            assertThat(history.of("team", "Deployment/web")).isEqualTo(expected.all());
            assertThat(history.asOf()).isEqualTo(Days.MIDNIGHT.plus(Duration.ofDays(2)));
            assertThat(history.gpus().keySet()).containsExactly(Days.GPU);
            assertThat(history.of("team", "Deployment/other")).isEmpty();
        }
    }

    @Test
    void theSameDayTwiceIsTheSameDay() {
        try (Store store = open()) {
            store.put(Days.of(0, 0, 288, Days::wave));
            Seen once = of(store.history(Duration.ofDays(1)), Days.CARD, Signal.ACTIVITY);
            Histogram counted = store.use(Days.CARD.of()).of(Measure.GPU_ACTIVITY);
            store.put(Days.of(0, 0, 288, Days::wave));
            store.put(Days.of(0, 3, 12, Days::wave));
            assertThat(of(store.history(Duration.ofDays(1)), Days.CARD, Signal.ACTIVITY))
                    .isEqualTo(once);
            assertThat(store.use(Days.CARD.of()).of(Measure.GPU_ACTIVITY)).isEqualTo(counted);
            store.uses((container, use) -> assertThat(use.of(Measure.GPU_ACTIVITY))
                    .as(container.toString())
                    .isEqualTo(counted));
        }
    }

    @Test
    void aDayInPiecesIsTheWholeDay() {
        try (Store pieces = open();
                Store whole = Store.open(location("whole", folder))) {
            for (int hour = 0; hour < 24; hour += 6) {
                pieces.put(Days.of(0, hour, 72, Days::wave));
            }
            whole.put(Days.of(0, 0, 288, Days::wave));
            assertThat(pieces.history(Duration.ofDays(1)).of("team", "Deployment/web"))
                    .isEqualTo(whole.history(Duration.ofDays(1)).of("team", "Deployment/web"));
            assertThat(pieces.use(Days.WEB.of()).of(Measure.CPU))
                    .isEqualTo(whole.use(Days.WEB.of()).of(Measure.CPU));
        }
    }

    @Test
    void aDayThatIsReadAnewReplacesWhatWasThere() {
        try (Store store = open()) {
            store.put(Days.of(0, 0, 144, (signal, moment) -> 0.5f));
            store.put(Days.of(0, 0, 288, (signal, moment) -> 0.25f));
            assertThat(of(store.history(Duration.ofDays(1)), Days.CARD, Signal.ACTIVITY)
                            .track()
                            .max())
                    .isEqualTo(0.25);
            assertThat(store.use(Days.CARD.of()).of(Measure.GPU_ACTIVITY).total())
                    .isEqualTo(288);
        }
    }

    @Test
    void aPieceThatBeginsWithinWhatIsThereIsNotGuessedAt() {
        try (Store store = open()) {
            store.put(Days.of(0, 0, 144, Days::wave));
            assertThatThrownBy(() -> store.put(Days.of(0, 6, 144, Days::wave)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "2026-11-30T06:00:00Z to 2026-11-30T18:00:00Z is known until 2026-11-30T12:00:00Z; begin there");
        }
    }

    @Test
    void gapsStayGaps() {
        try (Store store = open()) {
            store.put(Days.of(0, 0, 288, (signal, moment) -> moment.getEpochSecond() % 3600 == 0 ? Float.NaN : 0.5f));
            Seen seen = of(store.history(Duration.ofDays(1)), Days.CARD, Signal.ACTIVITY);
            assertThat(seen.track().value(12)).isNaN();
            assertThat(seen.track().count()).isEqualTo(264);
            assertThat(seen.trust().missing()).isEqualTo(24);
        }
    }

    @Test
    void whatAPodDoesWhileItStartsIsNotCounted() {
        try (Store store = open()) {
            store.put(Days.of(
                    0,
                    0,
                    288,
                    (signal, moment) -> moment.isBefore(Days.MIDNIGHT.plusSeconds(3600)) ? Float.NaN : 0.5f));
            ContainerUse use = store.use(Days.CARD.of());
            assertThat(use.of(Measure.GPU_ACTIVITY).total()).isEqualTo(274);
            assertThat(use.meter(Measure.GPU_ACTIVITY)
                            .trust(276, dev.kerf.core.use.Attribution.WHOLE_DEVICE)
                            .refused())
                    .containsEntry(Doubt.STARTING, 2L);
        }
    }

    @Test
    void oldSamplesAreForgottenAndTheirCountsKept() {
        try (Store store = open()) {
            for (int day = 0; day < 3; day++) {
                store.put(Days.of(day, 0, 288, Days::wave));
            }
            store.forget(Days.MIDNIGHT.plus(Duration.ofDays(2)), Instant.EPOCH);
            assertThat(of(store.history(Duration.ofDays(3)), Days.CARD, Signal.ACTIVITY)
                            .track()
                            .count())
                    .isEqualTo(288);
            assertThat(store.use(Days.CARD.of()).of(Measure.GPU_ACTIVITY).total())
                    .isEqualTo(3 * 288);
        }
    }

    @Test
    void whatIsWrongWithTheSourceIsRemembered() {
        Lack lack = new Lack("stale", 0.5, "old", "mend it");
        try (Store store = open()) {
            store.lacks(List.of(lack));
        }
        try (Store store = open()) {
            assertThat(store.history(Duration.ofDays(1)).lacks()).containsExactly(lack);
        }
    }

    @Test
    void samplesAreWrittenAsRows() throws SQLException, IOException {
        try (Store store = open()) {
            store.put(Days.of(0, 0, 288, Days::wave));
            List<Path> files = store.export(Files.createDirectory(folder.resolve("out")));
            assertThat(files)
                    .extracting(file -> String.valueOf(file.getFileName()))
                    .containsExactly("2026-11-30.parquet");
            assertThat(folder.resolve("out")).isDirectoryNotContaining(file -> !files.contains(file));
            try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = duck.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT count(*), count(DISTINCT moment), sum(value) FILTER (signal = 'MEMORY') FROM '"
                                    + files.getFirst() + "'")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getLong(1)).isEqualTo(4 * 288);
                assertThat(row.getLong(2)).isEqualTo(288);
                assertThat(row.getDouble(3)).isEqualTo(288e9);
            }
        }
    }

    @Test
    void aStoreOfAnotherVersionIsLeftAlone() {
        try (Store store = open()) {
            store.put(Days.of(0, 0, 288, Days::wave));
        }
        Location location = location("use", folder);
        change(location, "UPDATE about SET value = 7 WHERE name = 'version'");
        assertThatThrownBy(() -> Store.open(location))
                .isInstanceOf(StoreException.class)
                .hasMessage(location
                        + " holds a store of version 7, and this Kerf knows version 1; take the Kerf that wrote"
                        + " it, or begin another store");
    }

    /** Changes what a store has in its tables. */
    static void change(Location location, String sql) {
        try (Database database = Store.database(location)) {
            database.execute(Sql.of(sql));
        }
    }

    /** Of card 1 an error was told on the second day; card 2 had as many as ever. */
    private static Day health(int day) {
        Day made = Days.of(day, 0, 288, Days::wave);
        Days.Curve errors = (signal, moment) -> signal == Signal.XID && day == 1 ? 79 : 0;
        made.gpus().put(Days.GPU, Days.signals(made.range(), errors, Signal.XID, Signal.MEMORY_ERRORS));
        made.gpus()
                .put(
                        new Gpu("n1", 1, "GPU-2", "NVIDIA L4"),
                        Days.signals(made.range(), (signal, moment) -> 0, Signal.XID));
        return made;
    }

    @Test
    void onlyGpusThatTellSomethingAreRead() {
        try (Store store = open()) {
            store.put(health(0));
            store.put(health(1));
            History history = store.history(Duration.ofDays(2));
            Map<Gpu, Map<Signal, Seen>> telling =
                    history.telling(Set.of(Signal.XID, Signal.MEMORY_ERRORS), Duration.ofDays(2));
            assertThat(telling).containsOnlyKeys(Days.GPU);
            assertThat(telling.get(Days.GPU)).containsOnlyKeys(Signal.XID);
            Track xid = Objects.requireNonNull(
                            Objects.requireNonNull(telling.get(Days.GPU)).get(Signal.XID))
                    .track();
            assertThat(xid.count()).isEqualTo(576);
            assertThat(xid.above(0)).isEqualTo(0.5);
            assertThat(history.telling(Set.of(Signal.MEMORY_ERRORS), Duration.ofDays(2)))
                    .isEmpty();
        }
    }

    @Test
    void whenAGpuWasLastToldOfIsKnown() {
        try (Store store = open()) {
            store.put(health(0));
            Day half = Days.of(1, 0, 144, Days::wave);
            store.put(half);
            History history = store.history(Duration.ofDays(2));
            assertThat(history.toldUntil(Duration.ofDays(1)))
                    .containsEntry(Days.GPU, half.range().end())
                    .containsEntry(new Gpu("n1", 1, "GPU-2", "NVIDIA L4"), Days.MIDNIGHT.plus(Duration.ofDays(1)));
            assertThat(history.toldUntil(Duration.ofHours(6))).containsOnlyKeys(Days.GPU);
        }
    }

    @Test
    void whatWasFreeOfANodeIsThereAfterARestart() {
        Range two = new Range(Days.MIDNIGHT, Range.USUAL, 576);
        Joined<String> expected = Joined.nodes(two);
        try (Store store = open()) {
            for (int day = 0; day < 2; day++) {
                Day made = Days.of(day, 0, 288, Days::wave);
                made.nodes().put("n1", Days.signals(made.range(), (signal, moment) -> 3, Signal.FREE_GPUS));
                store.put(made);
                expected.add(made.nodes());
            }
        }
        try (Store store = open()) {
            History history = store.history(Duration.ofDays(2));
            assertThat(history.nodes(Duration.ofDays(2))).isEqualTo(expected.all());
            Map<Signal, Seen> day =
                    Objects.requireNonNull(history.nodes(Duration.ofDays(1)).get("n1"));
            assertThat(Objects.requireNonNull(day.get(Signal.FREE_GPUS)).track().size())
                    .isEqualTo(288);
        }
    }
}
