package dev.kerf.observe.series;

import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.observe.prometheus.Answer;
import dev.kerf.observe.prometheus.Asking;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.observe.prometheus.SourceException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Asks for all sources over a day, several at once. */
final class DayReader {
    private final Asking asking;
    private final List<Source> sources;
    private final Map<Exporter, PodLabels> podLabels;
    private final Duration least;
    private final boolean nodes;
    private final Findings findings;

    /**
     * For the days of one reading.
     *
     * @param least so long a time, at least, a value is made of
     * @param nodes whether it is told what nodes have free
     */
    DayReader(
            Asking asking,
            List<Source> sources,
            Map<Exporter, PodLabels> podLabels,
            Duration least,
            boolean nodes,
            Findings findings) {
        this.asking = asking;
        this.sources = sources;
        this.podLabels = podLabels;
        this.least = least;
        this.nodes = nodes;
        this.findings = findings;
    }

    /** What was asked of a metric, and whether it is a guard. */
    private record Asked(Source source, String metric, boolean guard, Future<@Nullable Answer> answer) {}

    Day read(Range range, Owners owners) {
        PodLabels state = podLabels.getOrDefault(Exporter.STATE, new PodLabels(false));
        Table table = new Table(range, podLabels, owners);
        SortedMap<String, Map<Signal, Seen>> free = new TreeMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Queue<Asked> all = ask(threads, range);
            free.putAll(free(threads, range, state));
            // An answer is let go once it is entered: all of them are twice as much as the table.
            for (Asked next = all.poll(); next != null; next = all.poll()) {
                enter(table, next);
            }
            table.end();
        }
        Chains chains = Chains.read(asking, state, owners, range.start(), range.end());
        return new Making(table, chains, findings).day().with(free);
    }

    /** What nodes have free; nothing where one of both questions is not answered. */
    private SortedMap<String, Map<Signal, Seen>> free(ExecutorService threads, Range range, PodLabels state) {
        if (!nodes) {
            return Collections.emptySortedMap();
        }
        Future<@Nullable Answer> allocatable = threads.submit(() -> answer(Free.allocatable(), range));
        @Nullable Answer requests = answer(Free.requests(state), range);
        @Nullable Answer has = waited(allocatable);
        return has == null || requests == null ? Collections.emptySortedMap() : Free.of(range, has, requests);
    }

    private Queue<Asked> ask(ExecutorService threads, Range range) {
        Queue<Asked> asked = new ArrayDeque<>();
        String window = Math.max(range.step().toSeconds(), least.toSeconds()) + "s";
        for (Source source : sources) {
            PodLabels labels = podLabels.getOrDefault(source.exporter(), new PodLabels(false));
            String selector = selector(source, labels);
            for (String metric : source.asked()) {
                String query = source.query(metric, selector, window, labels.names());
                asked.add(new Asked(source, metric, false, threads.submit(() -> answer(query, range))));
                @Nullable String guard = source.form().guard(metric, selector, window, source.bar());
                if (guard != null) {
                    asked.add(new Asked(source, metric, true, threads.submit(() -> answer(guard, range))));
                }
            }
        }
        return asked;
    }

    private static String selector(Source source, PodLabels labels) {
        if (source.exporter() != Exporter.CADVISOR || source.ofPods()) {
            return "";
        }
        String total = source.metrics().getFirst().contains("cpu_usage") ? ", cpu=~\"|total\"" : "";
        return "{" + labels.containers() + total + "}";
    }

    /** Null: this question is not answered, others may be. */
    private @Nullable Answer answer(String query, Range range) {
        try {
            return asking.range(query, range);
        } catch (SourceException refused) {
            if (!refused.ofTheQuestion()) {
                throw refused;
            }
            synchronized (findings) {
                findings.refusals.add(query + ": " + refused.sentence());
            }
            return null;
        }
    }

    private static void enter(Table table, Asked asked) {
        @Nullable Answer answer = waited(asked.answer());
        if (answer != null && asked.guard()) {
            table.guarded(asked.source(), asked.metric(), answer.series());
        } else if (answer != null) {
            table.values(asked.source(), asked.metric(), answer.series());
        }
    }

    private static @Nullable Answer waited(Future<@Nullable Answer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while reading", stopped);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        }
    }
}
