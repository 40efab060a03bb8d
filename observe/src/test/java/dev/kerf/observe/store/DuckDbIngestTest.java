package dev.kerf.observe.store;

import java.nio.file.Path;

/** Into a file. */
class DuckDbIngestTest extends IngestContract {
    @Override
    Location location(String name, Path folder) {
        return new Location.File(folder.resolve(name + ".duckdb"));
    }
}
