package dev.kerf.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * One field of objects of one kind, as the server tells of its changes: a wait that costs one kubectl, however long it
 * lasts, and ends as soon as the server says so.
 *
 * @param selector a field selector, {@code metadata.name=train-1}; empty: all of the namespace
 * @param path     JSONPath of the field
 */
record FieldWatch(TestNamespace namespace, String kind, String selector, String path) {
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** The values by the objects' names when they were as wanted first. */
    Map<String, String> until(Predicate<? super Map<String, String>> wanted) {
        long deadline = System.nanoTime() + Await.LIMIT.toNanos();
        Seen seen = new Seen();
        while (!follow(seen, wanted, deadline)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited %d s for %s of %s %s in %s; last seen: %s %s"
                        .formatted(
                                Await.LIMIT.toSeconds(),
                                path,
                                kind,
                                selector,
                                namespace.name(),
                                seen.values,
                                seen.complaint));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return seen.values;
    }

    /** What a stream has told so far. */
    private static final class Seen {
        private final Map<String, String> values = new TreeMap<>();
        private String complaint = "";

        /** A line is what happened, to whom, and the field; or something that kubectl has to say. */
        void take(String line) {
            String[] words = line.split(" ", 3);
            if (words.length == 3 && (words[0].equals("ADDED") || words[0].equals("MODIFIED"))) {
                values.put(words[1], words[2]);
            } else if (words.length == 3 && words[0].equals("DELETED")) {
                values.remove(words[1]);
            } else {
                complaint = line;
            }
        }
    }

    /** Whether the stream told what is wanted before it ended. */
    private boolean follow(Seen seen, Predicate<? super Map<String, String>> wanted, long deadline) {
        seen.values.clear();
        Process process = namespace.plane().kubectl().start(arguments());
        var guard = CompletableFuture.runAsync(
                process::destroyForcibly,
                CompletableFuture.delayedExecutor(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                seen.take(line);
                if (wanted.test(seen.values)) {
                    return true;
                }
            }
            return false;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            process.destroyForcibly();
            guard.cancel(false);
        }
    }

    private String[] arguments() {
        String field = path.isEmpty() ? "" : "{.object" + path + "}";
        String line = "jsonpath={.type} {.object.metadata.name} " + field + "{\"\\n\"}";
        return new String[] {
            "-n",
            namespace.name(),
            "get",
            kind,
            "--field-selector",
            selector,
            "--watch",
            "--output-watch-events",
            "-o",
            line
        };
    }
}
