package dev.kerf.cli;

import dev.kerf.objects.cycle.CycleFolder;
import dev.kerf.objects.read.InputException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where cycles are saved, and how many. */
final class TraceOptions {
    @Option(
            names = "--trace",
            paramLabel = "DIR",
            description = "save cycles there, for kerf replay (default: save none)")
    private @Nullable Path folder;

    @Option(
            names = "--trace-keep",
            paramLabel = "N",
            defaultValue = "200",
            description = "saved cycles to keep; the oldest go (default: ${DEFAULT-VALUE})")
    private int keep = 200;

    /**
     * The folder; null where nothing is to be saved.
     *
     * @throws InputException if it cannot be made, or would keep nothing
     */
    @Nullable
    CycleFolder folder() {
        if (folder == null) {
            return null;
        }
        if (keep < 1) {
            throw new InputException("--trace-keep is " + keep + "; it must be at least 1");
        }
        try {
            return new CycleFolder(folder, keep);
        } catch (IOException broken) {
            throw new InputException("folder " + folder + " cannot be made: " + broken.getMessage());
        }
    }
}
