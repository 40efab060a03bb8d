package dev.kerf.cli;

import dev.kerf.server.Running;
import dev.kerf.server.log.EventLog;
import dev.kerf.server.log.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** The end of a process that runs until it is told to end. */
final class Ending implements AutoCloseable {
    private final AtomicBoolean byItself = new AtomicBoolean();

    private Ending() {}

    /** When a signal comes, what runs is closed in peace, and the process ends with 0. */
    static Ending onSignal(Running running, EventLog log) {
        return onSignal(running, log, () -> {});
    }

    /** The same, and then one thing more. */
    static Ending onSignal(Running running, EventLog log, Runnable last) {
        Ending ending = new Ending();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ending.bySignal(running, log, last), "kerf-ending"));
        return ending;
    }

    private void bySignal(Running running, EventLog log, Runnable last) {
        if (!byItself.get()) {
            log.say(Level.INFO, "ending", "message", "stops deciding; waits for the answers under way");
            running.close();
            log.say(Level.INFO, "ended", "cycles", running.scheduler().cycles(), "writes", running.writes());
            last.run();
            Runtime.getRuntime().halt(0);
        }
    }

    /** It has ended by itself, with an exit code of its own. */
    @Override
    public void close() {
        byItself.set(true);
    }
}
