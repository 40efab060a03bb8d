package dev.kerf.contest;

import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.ServerEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What is said about a gang that finds no room: every condition that says so, of the group or a pod, and when. The verdict
 * is the first that came when all pods were there and whose object said nothing else after it.
 */
final class Verdict implements AutoCloseable {
    private static final String PODS = "/api/v1/namespaces/contest/pods?watch=1";
    private static final String GROUPS = "/apis/scheduling.k8s.io/v1beta1/namespaces/contest/podgroups?watch=1";
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(3);
    private final List<Connection> connections = new ArrayList<>();
    private final List<Said> said = new ArrayList<>();

    /** What was said of an object. */
    private record Said(String object, String message, long at) {}

    static Verdict watch(Endpoint endpoint) throws IOException {
        Verdict verdict = new Verdict();
        for (String path : new String[] {PODS, GROUPS}) {
            Connection connection = endpoint.connect();
            verdict.connections.add(connection);
            var body = connection.open(Call.get(path));
            var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            Thread.ofPlatform().daemon().name("verdict").start(() -> verdict.follow(lines));
        }
        return verdict;
    }

    private void follow(BufferedReader lines) {
        try (lines) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                hear(ServerEvent.read(line.getBytes(StandardCharsets.UTF_8)), System.nanoTime());
            }
        } catch (IOException closed) {
            // The end of a run.
        }
    }

    private synchronized void hear(ServerEvent event, long now) {
        for (Field condition : event.object().root().at("status", "conditions").items()) {
            String type = condition.get("type").text();
            boolean speaks = type.equals("PodScheduled") || type.equals("PodGroupInitiallyScheduled");
            if (speaks && condition.get("status").text().equals("False")) {
                String object = event.object().title();
                String message = condition.get("message").text();
                boolean known = said.stream()
                        .filter(s -> s.object.equals(object))
                        .reduce((earlier, later) -> later)
                        .filter(s -> s.message.equals(message))
                        .isPresent();
                if (!known) {
                    said.add(new Said(object, message, now));
                }
            }
        }
    }

    /**
     * When the verdict was seen; 0 where there was none in time.
     *
     * @param complete when the last pod was there
     */
    long await(long complete, long seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            if (quiet(complete)) {
                return standing(complete);
            }
        }
        return standing(complete);
    }

    private synchronized boolean quiet(long complete) {
        return said.stream().anyMatch(s -> s.at >= complete)
                && said.stream().allMatch(s -> System.nanoTime() - s.at > QUIET_NANOS);
    }

    private synchronized long standing(long complete) {
        return said.stream()
                .filter(s -> s.at >= complete)
                .filter(s -> said.stream().noneMatch(o -> o.object.equals(s.object) && o.at > s.at))
                .mapToLong(Said::at)
                .min()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
