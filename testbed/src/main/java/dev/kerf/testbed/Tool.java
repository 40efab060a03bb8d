package dev.kerf.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** kubectl or helm as one user of a control plane; what it caches stays in the plane's folder. */
public record Tool(Path program, Path kubeconfig, Path home, String input) {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    Tool(Path program, Path kubeconfig, Path home) {
        this(program, kubeconfig, home, "");
    }

    /**
     * kubectl for a server that is no control plane of the test bed: the bed's own, or else the machine's.
     *
     * @param home where it may cache
     */
    public static Tool kubectl(Path kubeconfig, Path home) {
        Path program;
        try {
            program = Bed.programs("kubernetes").resolve("kubectl");
        } catch (ProgramsMissing missing) {
            program = Path.of("kubectl");
        }
        return new Tool(program, kubeconfig, home);
    }

    /** The same tool as another user, see {@link ControlPlane#asServiceAccount}. */
    public Tool as(Path otherKubeconfig) {
        return new Tool(program, otherKubeconfig, home, input);
    }

    /** The same tool with this on its standard input. */
    public Tool reading(String text) {
        return new Tool(program, kubeconfig, home, text);
    }

    public Outcome run(String... arguments) {
        List<String> words = Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                .toList();
        return new Command(words, environment(), input).run(LIMIT);
    }

    /** Begins and reads nothing; what goes wrong is told on its standard output too. Whoever begins it ends it. */
    Process start(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                .toList());
        builder.environment().putAll(environment());
        builder.redirectErrorStream(true);
        try {
            return builder.start();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "KUBECONFIG", kubeconfig.toString(),
                "KUBECACHEDIR", home.resolve("cache").toString(),
                "HELM_CACHE_HOME", home.resolve("helm/cache").toString(),
                "HELM_CONFIG_HOME", home.resolve("helm/config").toString(),
                "HELM_DATA_HOME", home.resolve("helm/data").toString());
    }
}
