package dev.kerf.cli;

import dev.kerf.objects.price.PriceFile;
import dev.kerf.observe.prometheus.Access;
import dev.kerf.server.Profile;
import dev.kerf.server.Reporting;
import dev.kerf.server.Running;
import dev.kerf.server.act.ActingTerms;
import dev.kerf.server.http.Listen;
import dev.kerf.server.log.EventLog;
import dev.kerf.server.log.Level;
import dev.kerf.server.log.LogFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Kerf at work on shared GPUs: it schedules, advises every two seconds from what is told of them, and acts. */
final class AtWork implements AutoCloseable {
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Running running;

    /** @param audit where the audit log goes */
    AtWork(SharedGpus gpus, Path audit) {
        EventLog events = new EventLog(LogFormat.TEXT, Level.DEBUG, InstantSource.system(), line -> {
            if (!line.contains("event=cycle")) {
                said.add(line);
            }
        });
        this.running = Running.on(
                gpus.access(),
                new Profile("kerf", null).acting(terms(gpus, new Ledger(audit))),
                Reporting.to(events, "1", Listen.OFF, null));
        Thread.ofVirtual().start(this::run);
    }

    private static ActingTerms terms(SharedGpus gpus, Ledger ledger) {
        InstantSource clock = InstantSource.system();
        Histories histories = new Histories(
                () -> Access.to(gpus.prometheus()), null, Duration.ofDays(14), Duration.ofDays(14), clock);
        MeasuredAdviser adviser = new MeasuredAdviser(histories, PriceFile.listPrices(), ledger);
        return new ActingTerms(ledger.log(), adviser, Duration.ofSeconds(2), Duration.ofMillis(500), clock);
    }

    private void run() {
        try {
            running.run();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** What its log has, but for cycles. */
    List<String> said() {
        return said;
    }

    @Override
    public void close() {
        running.close();
    }
}
