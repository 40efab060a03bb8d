package dev.kerf.cli;

import dev.kerf.objects.read.InputException;
import dev.kerf.observe.store.Location;
import dev.kerf.observe.store.PostgreSqlAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where measurements are kept, so that they are asked for once. */
final class StoreOptions {
    private static final int USUAL_DAYS = 90;

    @Option(
            names = "--store",
            paramLabel = "FILE|ADDRESS",
            description = {
                "keep measurements there and ask only for what is missing: a file, or"
                        + " postgresql://USER@HOST:PORT/DATABASE (default: $$KERF_STORE, or nowhere);"
                        + " without --prometheus what is there is read"
            })
    private @Nullable String store;

    @Option(
            names = "--store-password-file",
            paramLabel = "FILE",
            description = "password of the database's user (default: $$PGPASSWORD)")
    private @Nullable Path password;

    @Option(
            names = "--store-days",
            paramLabel = "N",
            defaultValue = "90",
            description = "how long samples stay there; counts of them stay (default: ${DEFAULT-VALUE})")
    private int days = USUAL_DAYS;

    /** How long samples are kept. */
    Duration kept() {
        if (days < 1) {
            throw new InputException("--store-days must be at least 1, is " + days);
        }
        return Duration.ofDays(days);
    }

    /**
     * Where; null: nowhere.
     *
     * @throws InputException if what is given makes no sense
     */
    @Nullable
    Location location() {
        String named = Objects.requireNonNullElse(store == null ? System.getenv("KERF_STORE") : store, "");
        if (named.isBlank()) {
            return null;
        }
        try {
            Location location = Location.of(named.strip());
            return location instanceof PostgreSqlAddress address ? address.or(password()) : location;
        } catch (IllegalArgumentException wrong) {
            throw new InputException(String.valueOf(wrong.getMessage()));
        }
    }

    private String password() {
        try {
            return password == null
                    ? Objects.requireNonNullElse(System.getenv("PGPASSWORD"), "")
                    : Files.readString(password).strip();
        } catch (IOException unreadable) {
            throw new InputException("the password file " + password + " cannot be read");
        }
    }
}
