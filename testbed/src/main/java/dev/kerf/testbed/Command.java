package dev.kerf.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A program, its arguments, what is added to its environment and what it reads. */
record Command(List<String> words, Map<String, String> environment, String input) {
    Command(List<String> words, Map<String, String> environment) {
        this(words, environment, "");
    }

    /** Runs to the end, or is ended after {@code limit}. */
    Outcome run(Duration limit) {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        try {
            return finish(builder.start(), limit);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: " + this, interrupted);
        }
    }

    private Outcome finish(Process process, Duration limit) throws IOException, InterruptedException {
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var out = CompletableFuture.supplyAsync(() -> read(process.getInputStream()), readers);
            var err = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()), readers);
            feed(process);
            if (!process.waitFor(limit)) {
                process.destroyForcibly();
                throw new IllegalStateException("not done in %s: %s".formatted(limit, this));
            }
            return new Outcome(toString(), process.exitValue(), out.join(), err.join());
        } finally {
            process.destroyForcibly();
        }
    }

    private void feed(Process process) throws IOException {
        try (OutputStream stdin = process.getOutputStream()) {
            if (!input.isEmpty()) {
                stdin.write(input.getBytes(UTF_8));
            }
        }
    }

    private static String read(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
