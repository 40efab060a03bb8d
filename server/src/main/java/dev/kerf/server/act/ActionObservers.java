package dev.kerf.server.act;

import dev.kerf.core.advise.Advised;
import dev.kerf.kube.act.Application;
import java.time.Duration;
import java.util.List;

/**
 * Several as one.
 *
 * @param all told in this order
 */
public record ActionObservers(List<ActionObserver> all) implements ActionObserver {
    public ActionObservers {
        all = List.copyOf(all);
    }

    @Override
    public void advised(Advised advised, Duration took) {
        all.forEach(each -> each.advised(advised, took));
    }

    @Override
    public void asked(List<Application> applications) {
        all.forEach(each -> each.asked(applications));
    }

    @Override
    public void came(Application application) {
        all.forEach(each -> each.came(application));
    }

    @Override
    public void stopped(Application application) {
        all.forEach(each -> each.stopped(application));
    }

    @Override
    public void open(int actions) {
        all.forEach(each -> each.open(actions));
    }
}
