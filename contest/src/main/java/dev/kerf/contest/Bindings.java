package dev.kerf.contest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * When each pod was first seen with a node, by a watch that shows only such pods, and of them only their metadata. A busy
 * server ends watches it finds too slow; this one is then taken up where it was.
 */
final class Bindings implements AutoCloseable {
    private static final String PATH = "/api/v1/namespaces/%s/pods?watch=1&fieldSelector=spec.nodeName!%%3D";
    private static final String METADATA = "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io";
    private static final String NAME = "\"metadata\":{\"name\":\"";
    private static final String VERSION = "\"resourceVersion\":\"";
    private final Endpoint endpoint;
    private final String path;
    private final long[] seen;
    private final CountDownLatch open;
    private volatile Connection connection;
    private volatile boolean closed;
    private String version = "";

    private Bindings(Endpoint endpoint, String namespace, int pods) throws IOException {
        this.endpoint = endpoint;
        this.path = PATH.formatted(namespace);
        this.seen = new long[pods];
        this.open = new CountDownLatch(pods);
        this.connection = endpoint.connect();
    }

    /** Watches pods {@code PREFIX-0} to {@code PREFIX-(pods - 1)} of a namespace. */
    static Bindings watch(Endpoint endpoint, String namespace, int pods) throws IOException {
        Bindings bindings = new Bindings(endpoint, namespace, pods);
        BufferedReader first = bindings.lines();
        Thread.ofPlatform().daemon().name("watch").start(() -> bindings.follow(first));
        return bindings;
    }

    private BufferedReader lines() throws IOException {
        String from = version.isEmpty() ? "" : "&resourceVersion=" + version;
        var body = connection.open(Call.get(path + from, METADATA));
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.ISO_8859_1));
    }

    private void follow(BufferedReader first) {
        BufferedReader lines = first;
        try {
            while (!closed) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    line(line, System.nanoTime());
                }
                connection.close();
                connection = endpoint.connect();
                lines = lines();
            }
        } catch (IOException broken) {
            if (!closed) {
                System.err.println("the watch for bindings broke: " + broken.getMessage());
            }
        }
    }

    private void line(String line, long now) {
        int from = line.indexOf(NAME);
        if (from < 0) {
            return;
        }
        int at = line.indexOf(VERSION, from) + VERSION.length();
        version = line.substring(at, line.indexOf('"', at));
        int end = line.indexOf('"', from + NAME.length());
        int number = Integer.parseInt(line, line.lastIndexOf('-', end) + 1, end, 10);
        if (seen[number] == 0) {
            seen[number] = now;
            open.countDown();
        }
    }

    /** Waits until all are bound, or the time is up. */
    void await(long seconds) throws InterruptedException {
        boolean _ = open.await(seconds, TimeUnit.SECONDS);
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
        closed = true;
        connection.close();
    }
}
