package dev.kerf.kube.reflect;

import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.ServerObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Asks again and again which of the kinds that are of use the server serves, since they come with operators that are
 * installed at any time. Each that is found is told once.
 */
public final class Discovery implements Runnable {
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final int MISSING = 404;
    private final Api api;
    private final Consumer<Resource> found;
    private final Consumer<Offer> absent;
    private final Runnable looked;
    private final List<Offer> open;
    private volatile boolean stopped;

    /**
     * Nothing happens before it runs.
     *
     * @param found  told of each kind the server serves, once
     * @param absent told of each kind it does not serve, each time
     * @param looked told each time that all were looked for
     */
    public Discovery(Api api, List<Offer> offers, Consumer<Resource> found, Consumer<Offer> absent, Runnable looked) {
        this.api = api;
        this.open = new ArrayList<>(offers);
        this.found = found;
        this.absent = absent;
        this.looked = looked;
    }

    /** Runs until it is stopped. */
    @Override
    public void run() {
        while (!stopped && !open.isEmpty()) {
            if (look()) {
                looked.run();
                LockSupport.parkNanos(AGAIN.toNanos());
            } else {
                LockSupport.parkNanos(AGAIN.toNanos() / 10);
            }
        }
    }

    /** Ends. */
    public void stop() {
        stopped = true;
    }

    /** Whether everything could be asked. */
    private boolean look() {
        Map<String, Set<String>> served = new HashMap<>();
        for (Field group : list("/apis", "groups")) {
            Set<String> versions = new HashSet<>();
            group.get("versions")
                    .items()
                    .forEach(v -> versions.add(v.get("version").text()));
            served.put(group.get("name").text(), versions);
        }
        if (served.isEmpty()) {
            return false;
        }
        Map<String, Set<String>> kinds = new HashMap<>();
        for (Offer offer : List.copyOf(open)) {
            if (!look(offer, served.getOrDefault(offer.group(), Set.of()), kinds)) {
                return false;
            }
        }
        return true;
    }

    private boolean look(Offer offer, Set<String> served, Map<String, Set<String>> kinds) {
        for (String version : offer.versions()) {
            if (served.contains(version)) {
                String path = "/apis/" + offer.group() + "/" + version;
                if (!kinds.containsKey(path)) {
                    Set<String> plurals = new HashSet<>();
                    list(path, "resources")
                            .forEach(r -> plurals.add(r.get("name").text()));
                    if (plurals.isEmpty()) {
                        return false;
                    }
                    kinds.put(path, plurals);
                }
                boolean there = kinds.getOrDefault(path, Set.of()).contains(offer.plural());
                if (there && answers(offer.at(version))) {
                    open.remove(offer);
                    found.accept(offer.at(version));
                    return true;
                }
            }
        }
        absent.accept(offer);
        return true;
    }

    /** A kind that was just defined is told of before it can be asked for. */
    private boolean answers(Resource resource) {
        return api.ask(Request.get(resource.path() + "?limit=1")).code() != MISSING;
    }

    private List<Field> list(String path, String field) {
        Answer answer = api.ask(Request.get(path));
        try {
            return answer.ok() ? ServerObject.read(answer.body()).get(field).items() : List.of();
        } catch (IOException broken) {
            return List.of();
        }
    }
}
