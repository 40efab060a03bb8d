package dev.kerf.server.trace;

import dev.kerf.core.plan.Plan;
import dev.kerf.core.worth.Outlook;
import dev.kerf.kube.schedule.Cycle;
import dev.kerf.kube.schedule.Observer;
import dev.kerf.objects.cycle.CycleFolder;
import dev.kerf.objects.cycle.SavedCycle;
import dev.kerf.sim.kerf.NotedPolicy;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Saves the cycles that decided anything new, on a thread of its own. Where the disk does not keep up, cycles are left out
 * and counted rather than kept waiting.
 */
public final class Trace implements Observer, AutoCloseable {
    /** A cycle holds the records that the scheduler holds too; what waits here costs little memory, but not none. */
    private static final int MOST_WAITING = 8;

    private static final long LAST_SECONDS = 10;
    private final CycleFolder folder;
    private final Origin origin;
    private final NotedPolicy policy;
    private final Consumer<String> log;
    private final BlockingQueue<SavedCycle> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong saved = new AtomicLong();
    private final AtomicLong left = new AtomicLong();
    private final Thread thread;
    private Plan last = new Plan(List.of(), List.of());
    private boolean broken;
    private volatile boolean stopped;

    /**
     * Where the cycles come from.
     *
     * @param savedBy   {@code kerf 0.1.0}
     * @param scheduler whose pods they decide about
     */
    public record Origin(String savedBy, String scheduler, long seed) {}

    /**
     * Begins to save.
     *
     * @param policy the one that the cycles are decided by
     * @param log    told of what cannot be saved
     */
    public Trace(CycleFolder folder, Origin origin, NotedPolicy policy, Consumer<String> log) {
        this.folder = folder;
        this.origin = origin;
        this.policy = policy;
        this.log = log;
        this.thread = Thread.ofPlatform().daemon().name("kerf-trace").start(this::run);
    }

    @Override
    public void decided(Cycle cycle) {
        Outlook outlook = policy.outlook();
        boolean news = !cycle.plan().equals(last);
        last = cycle.plan();
        if (news && outlook != null) {
            SavedCycle whole = new SavedCycle(
                    origin.savedBy(),
                    origin.scheduler(),
                    cycle.number(),
                    origin.seed(),
                    outlook,
                    policy.conduct(),
                    cycle.cluster(),
                    cycle.plan());
            if (!waiting.offer(whole) && left.getAndIncrement() == 0) {
                log.accept("cycle " + cycle.number() + " is not saved, nor others: the disk does not keep up");
            }
        }
    }

    private void run() {
        try {
            while (!stopped || !waiting.isEmpty()) {
                SavedCycle next = waiting.poll(500, TimeUnit.MILLISECONDS);
                if (next != null) {
                    save(next);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void save(SavedCycle cycle) {
        try {
            folder.save(cycle);
            saved.incrementAndGet();
            broken = false;
        } catch (IOException | RuntimeException failed) {
            left.incrementAndGet();
            if (!broken) {
                log.accept("cycle " + cycle.number() + " cannot be saved: " + failed.getMessage()
                        + "; check the folder's rights and room");
            }
            broken = true;
        }
    }

    /** Cycles saved so far. */
    public long saved() {
        return saved.get();
    }

    /** Cycles that decided something new and are not saved. */
    public long left() {
        return left.get();
    }

    /** Saves what waits, and ends. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(LAST_SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
