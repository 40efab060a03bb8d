package dev.kerf.server;

import dev.kerf.core.plan.Policy;
import dev.kerf.kube.api.Calls;
import dev.kerf.kube.lease.Leader;
import dev.kerf.kube.schedule.Observer;
import dev.kerf.kube.schedule.Observers;
import dev.kerf.kube.schedule.Scheduler;
import dev.kerf.objects.cycle.CycleFolder;
import dev.kerf.server.act.ActionObserver;
import dev.kerf.server.act.ActionObservers;
import dev.kerf.server.http.Endpoint;
import dev.kerf.server.http.Health;
import dev.kerf.server.metric.Metrics;
import dev.kerf.server.trace.Trace;
import dev.kerf.sim.kerf.NotedPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What tells of one running scheduler, put together: its metrics, its health, its saved cycles. */
final class Reports implements AutoCloseable {
    /** A loop that stood still for so long is not alive; the first plan of a large cluster takes a fraction of it. */
    private static final Duration STILL = Duration.ofMinutes(2);

    private final Reporting reporting;
    private final String profile;
    private final long seed;
    private @Nullable Metrics metrics;
    private @Nullable Trace trace;
    private @Nullable Endpoint endpoint;

    /**
     * Nothing is told yet.
     *
     * @param profile whose pods are placed
     */
    Reports(Reporting reporting, String profile, long seed) {
        this.reporting = reporting;
        this.profile = profile;
        this.seed = seed;
    }

    /** What is to be told of the requests to this server. */
    Calls calls(String server) {
        if (reporting.listen().address() == null) {
            return reporting.calls();
        }
        Metrics made =
                new Metrics(reporting.version(), profile, URI.create(server).getAuthority());
        metrics = made;
        return (request, code, took) -> {
            made.calls().answered(request, code, took);
            reporting.calls().answered(request, code, took);
        };
    }

    /** The policy as the scheduler is to use it. */
    Policy policy(Policy policy) {
        CycleFolder folder = reporting.trace();
        if (folder == null) {
            return policy;
        }
        NotedPolicy noted = new NotedPolicy(policy);
        Trace.Origin origin = new Trace.Origin("kerf " + reporting.version(), profile, seed);
        trace = new Trace(folder, origin, noted, reporting.troubles());
        return noted;
    }

    /** What is to be told of what the scheduler does. */
    Observer observer() {
        List<Observer> all = new ArrayList<>(reporting.observers());
        if (metrics != null) {
            all.add(metrics.decisions());
        }
        if (trace != null) {
            all.add(trace);
        }
        return new Observers(all);
    }

    /** What is to be told of how it acts. */
    ActionObserver actions() {
        List<ActionObserver> all = new ArrayList<>(reporting.actions());
        if (metrics != null) {
            all.add(metrics.actions());
        }
        return new ActionObservers(all);
    }

    /**
     * Begins to answer.
     *
     * @param lease by which the leader is chosen; the profile's own name where there is no choice
     * @throws UncheckedIOException if it cannot listen where it was told to
     */
    void begin(Scheduler scheduler, Leader leader, String lease) {
        InetSocketAddress address = reporting.listen().address();
        if (metrics == null || address == null) {
            return;
        }
        metrics.of(scheduler::backlog, scheduler::cycles);
        metrics.leader(lease, leader);
        if (trace != null) {
            metrics.trace(trace::saved, trace::left);
        }
        Health alive = new Health().with("loop", () -> still(scheduler.sinceTurn()));
        Health ready = new Health()
                .with("seen", () -> missing(scheduler.missing()))
                .with("leader", () -> leader.known() ? "" : "nobody is known to lead (lease " + lease + ")");
        try {
            endpoint = new Endpoint(address, reporting.listen().yields(), metrics.registry(), alive, ready);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        reporting.notices().accept("answers " + endpoint.address() + "/metrics, /livez and /readyz");
    }

    private static String still(Duration since) {
        return since.compareTo(STILL) < 0 ? "" : "the scheduling loop stands still for " + since.toSeconds() + " s";
    }

    private static String missing(List<String> kinds) {
        return kinds.isEmpty() ? "" : "waits for the first list of " + String.join(", ", kinds);
    }

    /** Where it answers; null: nowhere. */
    @Nullable
    URI address() {
        return endpoint == null ? null : endpoint.address();
    }

    @Override
    public void close() {
        if (endpoint != null) {
            endpoint.close();
        }
        if (trace != null) {
            trace.close();
        }
    }
}
