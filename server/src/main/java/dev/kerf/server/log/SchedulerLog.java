package dev.kerf.server.log;

import dev.kerf.core.model.Share;
import dev.kerf.core.model.Slice;
import dev.kerf.core.plan.Decision;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Calls;
import dev.kerf.kube.api.Request;
import dev.kerf.kube.schedule.Backlog;
import dev.kerf.kube.schedule.Cycle;
import dev.kerf.kube.schedule.Observer;
import dev.kerf.objects.LivePod;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a scheduler does, in the log. Paths and codes of requests are told, never their headers or bodies. */
public final class SchedulerLog implements Observer, Calls {
    private final EventLog log;

    public SchedulerLog(EventLog log) {
        this.log = log;
    }

    @Override
    public void begun(Backlog backlog) {
        int held = backlog.held().values().stream().mapToInt(Integer::intValue).sum();
        log.say(
                Level.INFO,
                "deciding",
                "nodes",
                backlog.nodes(),
                "pods",
                backlog.pods(),
                "waiting",
                backlog.undecided() + held);
    }

    @Override
    public void decided(Cycle cycle) {
        if (log.writes(Level.DEBUG)) {
            log.say(
                    Level.DEBUG,
                    "cycle",
                    "number",
                    cycle.number(),
                    "nodes",
                    cycle.cluster().nodes().size(),
                    "pending",
                    cycle.cluster().pending().size(),
                    "bind",
                    cycle.plan().binds().count(),
                    "hold",
                    cycle.plan().holds().count(),
                    "seconds",
                    seconds(cycle.time()));
        }
    }

    @Override
    public void bound(LivePod pod, Decision.Bind bind) {
        log.say(
                Level.INFO,
                "bound",
                "pod",
                pod.id(),
                "node",
                bind.node(),
                "gpus",
                gpus(bind.slices()),
                "waited",
                seconds(pod.waiting().time()));
    }

    /** Device numbers, with the part held of them where it is not the whole: {@code 0,1} or {@code 0.5@3}. */
    private static String gpus(List<Slice> slices) {
        if (slices.isEmpty()) {
            return "none";
        }
        Share share = slices.getFirst().share();
        String numbers = slices.stream().map(s -> Integer.toString(s.device())).collect(Collectors.joining(","));
        return share.thousandths() == Share.WHOLE ? numbers : share + "@" + numbers;
    }

    @Override
    public void held(LivePod pod, Decision.Hold hold) {
        log.say(
                Level.INFO,
                "held",
                "pod",
                pod.id(),
                "fit",
                word(hold.fit()),
                "code",
                hold.reason().code(),
                "message",
                hold.reason().message());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void refused(LivePod pod, Decision.Bind bind, Answer answer) {
        log.say(
                Level.WARN,
                "refused",
                "pod",
                pod.id(),
                "node",
                bind.node(),
                "code",
                answer.code(),
                "message",
                answer.message());
    }

    @Override
    public void evicted(LivePod pod, Decision.Evict evict) {
        log.say(
                Level.INFO,
                "evicted",
                "pod",
                pod.id(),
                "message",
                evict.reason().message(),
                "for",
                evict.by() == null ? "nobody" : evict.by(),
                "lost",
                evict.lost());
    }

    @Override
    public void nominated(LivePod pod, Decision.Nominate nominate) {
        log.say(
                Level.INFO,
                "nominated",
                "pod",
                pod.id(),
                "node",
                nominate.node(),
                "message",
                nominate.reason().message());
    }

    @Override
    public void answered(Request request, int code, Duration took) {
        if (log.writes(Level.TRACE)) {
            log.say(
                    Level.TRACE,
                    "request",
                    "method",
                    request.method(),
                    "path",
                    request.path(),
                    "code",
                    code,
                    "seconds",
                    seconds(took));
        }
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
