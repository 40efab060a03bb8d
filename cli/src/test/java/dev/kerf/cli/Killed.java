package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.Fault;
import dev.kerf.testbed.FaultyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** The command as a process of its own, killed as by kill -9 when it is about to write and has done enough. */
final class Killed {
    private static final int BY_SIGNAL_9 = 137;
    private static final int LIMIT_SECONDS = 120;
    private final BooleanSupplier enough;
    private final CompletableFuture<Process> process = new CompletableFuture<>();

    private Killed(BooleanSupplier enough) {
        this.enough = enough;
    }

    /**
     * Killed when it is about to write and what it has done so far shows.
     *
     * @param words of the command, on the cluster of a kubeconfig
     */
    static void once(BooleanSupplier shows, ControlPlane plane, Function<Path, String[]> words)
            throws IOException, InterruptedException {
        int code = run(shows, plane, words);
        assertThat(code)
                .as("it has more to write\n" + Files.readString(log(plane)))
                .isEqualTo(BY_SIGNAL_9);
    }

    /** Whether it was killed after so many writes; it ends by itself where it has no more to make. */
    static boolean after(int writes, ControlPlane plane, Function<Path, String[]> words)
            throws IOException, InterruptedException {
        AtomicInteger made = new AtomicInteger();
        int code = run(() -> made.getAndIncrement() >= writes, plane, words);
        assertThat(code).as(Files.readString(log(plane))).isIn(0, BY_SIGNAL_9);
        return code == BY_SIGNAL_9;
    }

    private static int run(BooleanSupplier enough, ControlPlane plane, Function<Path, String[]> words)
            throws IOException, InterruptedException {
        Killed killed = new Killed(enough);
        try (FaultyServer server = FaultyServer.before(plane, (method, target, nth) -> killed.of(method, target))) {
            Process process = start(log(plane), words.apply(server.kubeconfig()));
            killed.process.complete(process);
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(ended).as("the end of the command").isTrue();
            return process.exitValue();
        }
    }

    private static Path log(ControlPlane plane) {
        return plane.directory().resolve("killed.log");
    }

    private Fault of(String method, String target) {
        boolean asks = method.equals("GET") || target.contains("selfsubjectaccessreviews");
        if (asks || !enough.getAsBoolean()) {
            return Fault.NONE;
        }
        process.join().destroyForcibly();
        return Fault.SILENT;
    }

    private static Process start(Path log, String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        all.addAll(List.of(words));
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }
}
