package dev.kerf.testbed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The script {@code testbed/bed} of this checkout. */
final class Bed {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int MISSING = 3;

    private Bed() {}

    /** What the script printed; {@link ProgramsMissing} when it lacks something on this machine. */
    static String run(String... arguments) {
        if (!System.getenv().getOrDefault("KERF_NO_TESTBED", "").isEmpty()) {
            throw new ProgramsMissing("need a real Kubernetes, and KERF_NO_TESTBED is set");
        }
        List<String> words = new ArrayList<>(List.of("sh", script().toString()));
        words.addAll(List.of(arguments));
        Outcome outcome = new Command(words, Map.of()).run(LIMIT);
        return switch (outcome.exit()) {
            case 0 -> outcome.out();
            case MISSING -> throw ProgramsMissing.told(outcome.err());
            default -> throw new IllegalStateException(outcome.toString());
        };
    }

    /** Where kubectl, helm and the others are. */
    static Path programs(String... modules) {
        List<String> arguments = new ArrayList<>(List.of("programs", "--where"));
        arguments.addAll(List.of(modules));
        return Path.of(run(arguments.toArray(String[]::new)).strip());
    }

    private static Path script() {
        return Path.of(System.getProperty("kerf.root", ".."), "testbed", "bed").toAbsolutePath();
    }
}
