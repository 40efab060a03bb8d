package dev.kerf.sim.trace;

import java.nio.file.Path;

/** Where the traces are that are shared beside the checkout and never part of it. */
public final class SharedTraces {
    private SharedTraces() {}

    /** The folder {@code traces} of the shared data: of {@code KERF_SHARED}, or of {@code ../shared} beside the checkout. */
    public static Path folder(Path checkout) {
        String given = System.getenv("KERF_SHARED");
        Path shared = given == null ? checkout.resolveSibling("shared") : Path.of(given);
        return shared.resolve("traces");
    }
}
