package dev.kerf.server;

import dev.kerf.kube.api.Access;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Kerf as a process of its own, so that it can be killed. */
final class Replica {
    private Replica() {}

    /** @param args the kubeconfig, and whose pods it places */
    public static void main(String[] args) throws InterruptedException {
        Consumer<String> log = System.err::println;
        try (Running running = Running.on(new Access(Path.of(args[0]), null), args[1], log)) {
            running.run();
        }
    }

    /** Started, with what it says in the file. */
    static Process start(Path kubeconfig, String scheduler, File log) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder builder = new ProcessBuilder(List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                classes,
                Replica.class.getName(),
                kubeconfig.toString(),
                scheduler));
        try {
            return builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
