package dev.kerf.server.log;

import dev.kerf.core.act.State;
import dev.kerf.core.advise.Advised;
import dev.kerf.kube.act.Application;
import dev.kerf.server.act.ActionObserver;
import java.time.Duration;

/** How the server acts on advice, in the log. */
public final class ActionLog implements ActionObserver {
    private final EventLog log;

    public ActionLog(EventLog log) {
        this.log = log;
    }

    @Override
    public void advised(Advised advised, Duration took) {
        log.say(
                Level.INFO,
                "advised",
                "advice",
                advised.advice().size(),
                "clear",
                advised.followed().size(),
                "seconds",
                took.toMillis() / 1000.0);
    }

    @Override
    public void came(Application application) {
        Level level = application.state() == State.ROLLED_BACK ? Level.WARN : Level.INFO;
        say(level, "action", application);
    }

    @Override
    public void stopped(Application application) {
        say(Level.DEBUG, "stopped", application);
    }

    private void say(Level level, String event, Application application) {
        log.say(
                level,
                event,
                "advice",
                application.advice(),
                "object",
                application.object(),
                "state",
                application.state().word(),
                "message",
                application.message());
    }
}
