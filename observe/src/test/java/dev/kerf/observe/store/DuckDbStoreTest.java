package dev.kerf.observe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store in a file. */
class DuckDbStoreTest extends StoreContract {
    @Override
    Location location(String name, Path folder) {
        return Location.of(folder.resolve(name + ".duckdb").toString());
    }

    @Test
    void aFileThatIsNoneIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "not a store ".repeat(1000));
        assertThatThrownBy(() -> Store.open(file, 64))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(file + " cannot be used as a store: ");
    }

    @Test
    void aFileFromBeforeThereWereVersionsIsTaken(@TempDir Path folder) {
        Location file = location("old", folder);
        try (Store store = Store.open(file)) {
            store.put(Days.of(0, 0, 288, Days::wave));
        }
        change(file, "DELETE FROM about");
        try (Store store = Store.open(file)) {
            assertThat(store.containers()).containsExactly(Days.WEB.of());
        }
    }
}
