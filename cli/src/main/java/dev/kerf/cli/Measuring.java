package dev.kerf.cli;

import dev.kerf.sim.trace.TraceException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A command that measures something on recorded data and prints what it found, section by section, as Markdown. */
final class Measuring {
    private static final int UNUSABLE = 2;

    private Measuring() {}

    /** What is measured. */
    @FunctionalInterface
    interface Study {
        /** @param doing told what is under way */
        Stream<String> sections(Consumer<String> doing);
    }

    /**
     * Measures.
     *
     * @param there whether the data is at the path
     * @return the command's exit code
     */
    static int print(CommandLine command, Path path, boolean there, Study study) {
        if (!there) {
            command.getErr().println("kerf: there are no traces at " + path + "; give --folder or set KERF_SHARED");
            return UNUSABLE;
        }
        try (Doing doing = Doing.onTerminal()) {
            PrintWriter out = command.getOut();
            study.sections(doing::now).forEach(section -> {
                out.println(section + "\n");
                out.flush();
            });
            return 0;
        } catch (TraceException unusable) {
            command.getErr().println("kerf: " + unusable.getMessage());
            return UNUSABLE;
        }
    }
}
