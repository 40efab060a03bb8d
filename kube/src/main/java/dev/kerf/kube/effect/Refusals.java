package dev.kerf.kube.effect;

import dev.kerf.core.model.TaskId;
import dev.kerf.objects.LivePod;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Pods that could not be bound are left alone for a while, longer each time, so that what cannot be is not asked without end. */
final class Refusals {
    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int DOUBLED = 7;
    private final Map<TaskId, Refusal> refusals = new ConcurrentHashMap<>();

    /** @param until as {@link System#nanoTime} */
    private record Refusal(String uid, int times, long until) {}

    void add(LivePod pod) {
        refusals.compute(pod.id(), (id, before) -> {
            int times = before == null || !before.uid().equals(pod.uid()) ? 0 : before.times() + 1;
            return new Refusal(pod.uid(), times, System.nanoTime() + (FIRST << Math.min(times, DOUBLED)));
        });
    }

    boolean keepOff(LivePod pod) {
        Refusal last = refusals.get(pod.id());
        return last != null && last.uid().equals(pod.uid()) && System.nanoTime() - last.until() < 0;
    }

    void gone(TaskId pod) {
        refusals.remove(pod);
    }
}
