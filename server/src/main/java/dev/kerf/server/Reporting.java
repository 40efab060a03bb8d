package dev.kerf.server;

import dev.kerf.kube.api.Calls;
import dev.kerf.kube.schedule.Observer;
import dev.kerf.objects.cycle.CycleFolder;
import dev.kerf.server.act.ActionObserver;
import dev.kerf.server.http.Listen;
import dev.kerf.server.log.ActionLog;
import dev.kerf.server.log.EventLog;
import dev.kerf.server.log.Level;
import dev.kerf.server.log.SchedulerLog;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a running scheduler tells of itself.
 *
 * @param version   of this Kerf, {@code 0.1.0}
 * @param notices   takes sentences about how it goes
 * @param troubles  takes sentences about what does not work
 * @param observers told what it does
 * @param actions   told how it acts on advice
 * @param calls     told of its requests
 * @param listen    where it answers
 * @param trace     where cycles are saved; null: nowhere
 */
public record Reporting(
        String version,
        Consumer<String> notices,
        Consumer<String> troubles,
        List<Observer> observers,
        List<ActionObserver> actions,
        Calls calls,
        Listen listen,
        @Nullable CycleFolder trace) {
    public Reporting {
        observers = List.copyOf(observers);
        actions = List.copyOf(actions);
    }

    /** Of one that does not act on advice. */
    public Reporting(
            String version,
            Consumer<String> notices,
            Consumer<String> troubles,
            List<Observer> observers,
            Calls calls,
            Listen listen,
            @Nullable CycleFolder trace) {
        this(version, notices, troubles, observers, List.of(), calls, listen, trace);
    }

    /** Sentences alone. */
    public static Reporting sentences(Consumer<String> log) {
        return new Reporting("development", log, log, List.of(), Calls.UNHEARD, Listen.OFF, null);
    }

    /** Everything, in a log of events. */
    public static Reporting to(EventLog log, String version, Listen listen, @Nullable CycleFolder trace) {
        SchedulerLog told = new SchedulerLog(log);
        return new Reporting(
                version,
                sentence -> log.say(Level.INFO, "notice", "message", sentence),
                sentence -> log.say(Level.WARN, "trouble", "message", sentence),
                List.of(told),
                List.of(new ActionLog(log)),
                told,
                listen,
                trace);
    }
}
