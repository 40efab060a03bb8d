package dev.kerf.kube.act;

import dev.kerf.core.act.Level;
import dev.kerf.core.act.SizingPolicy;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.kube.api.Unreachable;
import dev.kerf.kube.reflect.Backoff;
import dev.kerf.kube.reflect.Reflector;
import dev.kerf.kube.reflect.Resource;
import dev.kerf.kube.reflect.Sink;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.ServerList;
import dev.kerf.objects.sizing.SizingPolicyReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The SizingPolicies of a cluster, watched. In a cluster that does not serve that kind there are none. */
public final class Policies implements AutoCloseable {
    private static final String PATH = "/apis/kerf.dev/v1alpha1/sizingpolicies";
    private static final Resource KIND = new Resource("SizingPolicy", PATH);
    private static final int NOT_FOUND = 404;
    private final Map<String, SizingPolicy> known = new ConcurrentHashMap<>();
    private final Reflector reflector;

    private Policies(Api api, Runnable changed, Consumer<String> troubles) {
        // That there is no such kind is no trouble: nobody has said yet that anything may be done.
        this.reflector = new Reflector(api, KIND, new Eye(changed, troubles), new Backoff(sentence -> {}));
    }

    /**
     * Watches from now on.
     *
     * @param changed  told that they are others than before
     * @param troubles takes sentences about what does not work
     */
    public static Policies watched(Api api, Runnable changed, Consumer<String> troubles) {
        Policies policies = new Policies(api, changed, troubles);
        Thread.ofVirtual().name("kerf-sizingpolicies").start(policies.reflector);
        return policies;
    }

    /**
     * As they are now, asked once.
     *
     * @throws Unreachable if the server does not say
     */
    public static List<SizingPolicy> now(Api api) {
        Answer answer = api.ask(Request.get(PATH));
        if (answer.code() == NOT_FOUND) {
            return List.of();
        }
        if (!answer.ok()) {
            throw Unreachable.because(api.server(), "list its SizingPolicies", answer);
        }
        try {
            List<SizingPolicy> policies = new ArrayList<>();
            ServerList.read(
                    new ByteArrayInputStream(answer.body()),
                    "SizingPolicy",
                    item -> policies.add(SizingPolicyReader.read(item)));
            return policies;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** All that are known. */
    public List<SizingPolicy> all() {
        return List.copyOf(known.values());
    }

    /** Whether any lets Kerf change anything. */
    public boolean act() {
        return known.values().stream().anyMatch(policy -> policy.level().compareTo(Level.APPROVE) >= 0);
    }

    @Override
    public void close() {
        reflector.stop();
    }

    /** Keeps what the reflector tells. */
    private final class Eye implements Sink {
        private final Runnable changed;
        private final Consumer<String> troubles;
        private volatile boolean shut;

        Eye(Runnable changed, Consumer<String> troubles) {
            this.changed = changed;
            this.troubles = troubles;
        }

        @Override
        public void put(Item item) {
            SizingPolicy read = SizingPolicyReader.read(item);
            if (!read.equals(known.put(read.name(), read))) {
                item.problems()
                        .forEach(problem -> troubles.accept("SizingPolicy " + item.name() + ": " + problem.field() + " "
                                + problem.text() + "; until then it recommends only"));
                changed.run();
            }
        }

        @Override
        public void remove(Item item) {
            known.remove(item.name());
            changed.run();
        }

        @Override
        public void retain(String kind, Set<String> names) {
            if (known.keySet().retainAll(names)) {
                changed.run();
            }
        }

        @Override
        public void synced(String kind) {
            shut = false;
        }

        /** What cannot be read says nothing any more. */
        @Override
        public void unreadable(String kind, boolean forbidden) {
            known.clear();
            if (forbidden && !shut) {
                shut = true;
                troubles.accept("lacks the permission to list sizingpolicies (kerf.dev): nothing is done about advice;"
                        + " grant it with the chart's sizing.act");
            }
        }
    }
}
