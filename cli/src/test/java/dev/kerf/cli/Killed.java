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
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** The command as a process of its own, killed as by kill -9 when it has done enough: as it is about to write, or right after. */
final class Killed {
    private static final int BY_SIGNAL_9 = 137;
    private static final int LIMIT_SECONDS = 120;
    private final BiPredicate<String, String> enough;
    private final BooleanSupplier late;
    private final CompletableFuture<Process> process = new CompletableFuture<>();

    /**
     * One that is to be killed.
     *
     * @param enough asked when it is about to write, of the method and the target
     * @param late   asked when it is about to ask
     */
    private Killed(BiPredicate<String, String> enough, BooleanSupplier late) {
        this.enough = enough;
        this.late = late;
    }

    /**
     * Killed when it is about to write and what it has done so far shows.
     *
     * @param words of the command, on the cluster of a kubeconfig
     */
    static void once(BooleanSupplier shows, ControlPlane plane, Function<Path, String[]> words)
            throws IOException, InterruptedException {
        new Killed((method, target) -> shows.getAsBoolean(), () -> false).dies(plane, Main.class, words);
    }

    /** Killed when it is about to make such a write. */
    static void before(BiPredicate<String, String> write, ControlPlane plane, Function<Path, String[]> words)
            throws IOException, InterruptedException {
        new Killed(write, () -> false).dies(plane, Main.class, words);
    }

    /** The same of what runs an hour later. */
    static void beforeAfterAnHour(BiPredicate<String, String> write, ControlPlane plane, Function<Path, String[]> words)
            throws IOException, InterruptedException {
        new Killed(write, () -> false).dies(plane, AnHourLater.class, words);
    }

    /** Killed when what it has done so far shows and it is about to ask what has come of it. */
    static void asking(BooleanSupplier shows, ControlPlane plane, Function<Path, String[]> words)
            throws IOException, InterruptedException {
        new Killed((method, target) -> false, shows).dies(plane, Main.class, words);
    }

    private void dies(ControlPlane plane, Class<?> main, Function<Path, String[]> words)
            throws IOException, InterruptedException {
        int code = run(plane, main, words);
        assertThat(code)
                .as("it has more to do\n" + Files.readString(log(plane)))
                .isEqualTo(BY_SIGNAL_9);
    }

    /** Whether it was killed after so many writes; it ends by itself where it has no more to make. */
    static boolean after(int writes, ControlPlane plane, Function<Path, String[]> words)
            throws IOException, InterruptedException {
        AtomicInteger made = new AtomicInteger();
        int code = new Killed((method, target) -> made.getAndIncrement() >= writes, () -> false)
                .run(plane, Main.class, words);
        assertThat(code).as(Files.readString(log(plane))).isIn(0, BY_SIGNAL_9);
        return code == BY_SIGNAL_9;
    }

    private int run(ControlPlane plane, Class<?> main, Function<Path, String[]> words)
            throws IOException, InterruptedException {
        try (FaultyServer server = FaultyServer.before(plane, (method, target, nth) -> of(method, target))) {
            Process started = start(log(plane), main, words.apply(server.kubeconfig()));
            process.complete(started);
            boolean ended = started.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            started.destroyForcibly();
            assertThat(ended).as("the end of the command").isTrue();
            return started.exitValue();
        }
    }

    private static Path log(ControlPlane plane) {
        return plane.directory().resolve("killed.log");
    }

    private Fault of(String method, String target) {
        boolean asks = method.equals("GET") || target.contains("selfsubjectaccessreviews");
        if (!(asks ? late.getAsBoolean() : enough.test(method, target))) {
            return Fault.NONE;
        }
        process.join().destroyForcibly();
        return Fault.SILENT;
    }

    private static Process start(Path log, Class<?> main, String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        all.addAll(List.of(words));
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }
}
