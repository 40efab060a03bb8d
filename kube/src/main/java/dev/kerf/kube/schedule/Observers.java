package dev.kerf.kube.schedule;

import dev.kerf.core.plan.Decision;
import dev.kerf.kube.api.Answer;
import dev.kerf.objects.LivePod;
import java.util.List;

/**
 * Several observers as one.
 *
 * @param all told in this order
 */
public record Observers(List<Observer> all) implements Observer {
    public Observers {
        all = List.copyOf(all);
    }

    @Override
    public void begun(Backlog backlog) {
        all.forEach(o -> o.begun(backlog));
    }

    @Override
    public void decided(Cycle cycle) {
        all.forEach(o -> o.decided(cycle));
    }

    @Override
    public void bound(LivePod pod, Decision.Bind bind) {
        all.forEach(o -> o.bound(pod, bind));
    }

    @Override
    public void refused(LivePod pod, Decision.Bind bind, Answer answer) {
        all.forEach(o -> o.refused(pod, bind, answer));
    }

    @Override
    public void held(LivePod pod, Decision.Hold hold) {
        all.forEach(o -> o.held(pod, hold));
    }

    @Override
    public void nominated(LivePod pod, Decision.Nominate nominate) {
        all.forEach(o -> o.nominated(pod, nominate));
    }

    @Override
    public void evicted(LivePod pod, Decision.Evict evict) {
        all.forEach(o -> o.evicted(pod, evict));
    }
}
