package dev.kerf.contest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** So many workers with a connection each, who share out calls among them. */
final class Crew implements AutoCloseable {
    private static final int WORKERS = 32;
    private final List<Connection> connections = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(WORKERS);

    /** What a worker does about the number it was given. */
    @FunctionalInterface
    interface Work {
        void on(Connection connection, int number) throws IOException;
    }

    private Crew() {}

    static Crew at(Endpoint endpoint) throws IOException {
        Crew crew = new Crew();
        for (int i = 0; i < WORKERS; i++) {
            crew.connections.add(endpoint.connect());
        }
        return crew;
    }

    /** Numbers 0 to {@code count}, each done once; returns when all are. */
    void share(int count, Work work) {
        AtomicInteger next = new AtomicInteger();
        List<CompletableFuture<Void>> workers = connections.stream()
                .map(connection -> CompletableFuture.runAsync(() -> work(connection, next, count, work), threads))
                .toList();
        CompletableFuture.allOf(workers.toArray(CompletableFuture[]::new)).join();
    }

    private static void work(Connection connection, AtomicInteger next, int count, Work work) {
        try {
            for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                work.on(connection, number);
            }
        } catch (IOException broken) {
            next.set(count);
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
