package dev.kerf.contest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** When each pod was first seen with a node, by a watch that shows only such pods, and of them only their metadata. */
final class Bindings implements AutoCloseable {
    private static final String PATH = "/api/v1/namespaces/%s/pods?watch=1&fieldSelector=spec.nodeName!%%3D";
    private static final String METADATA = "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io";
    private static final String NAME = "\"metadata\":{\"name\":\"";
    private final Connection connection;
    private final long[] seen;
    private final CountDownLatch open;

    private Bindings(Connection connection, int pods) {
        this.connection = connection;
        this.seen = new long[pods];
        this.open = new CountDownLatch(pods);
    }

    /** Watches pods {@code PREFIX-0} to {@code PREFIX-(pods - 1)} of a namespace. */
    static Bindings watch(Endpoint endpoint, String namespace, int pods) throws IOException {
        Bindings bindings = new Bindings(endpoint.connect(), pods);
        var body = bindings.connection.open(Call.get(PATH.formatted(namespace), METADATA));
        var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.ISO_8859_1));
        Thread.ofPlatform().daemon().name("watch").start(() -> bindings.follow(lines));
        return bindings;
    }

    private void follow(BufferedReader lines) {
        try (lines) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                line(line, System.nanoTime());
            }
        } catch (IOException closed) {
            // The end of a run.
        }
    }

    private void line(String line, long now) {
        int from = line.indexOf(NAME);
        if (from < 0) {
            return;
        }
        int end = line.indexOf('"', from + NAME.length());
        int number = Integer.parseInt(line, line.lastIndexOf('-', end) + 1, end, 10);
        if (seen[number] == 0) {
            seen[number] = now;
            open.countDown();
        }
    }

    /** Waits until all are bound, or the time is up. */
    void await(long seconds) throws InterruptedException {
        open.await(seconds, TimeUnit.SECONDS);
    }

    /** How many are bound. */
    int count() {
        return seen.length - (int) open.getCount();
    }

    /** When each was seen bound; 0: not. */
    long[] moments() {
        return seen.clone();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
