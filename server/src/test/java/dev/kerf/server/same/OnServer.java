package dev.kerf.server.same;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.ServerList;
import dev.kerf.objects.write.Documents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A case on an API server: made there, read back from there, and taken away again. */
final class OnServer implements AutoCloseable {
    private static final String NOT_PROTECTED = "{\"metadata\":{\"finalizers\":null}}";
    private static final int TRIES = 5;
    private static final Answer DONE = new Answer(201, new byte[0]);
    private static final int MISSING = 404;
    private final Api api;
    private final Clock clock;
    private final Case given;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> refused = Collections.synchronizedMap(new TreeMap<>());
    private final Set<String> made = Collections.synchronizedSet(new TreeSet<>());

    OnServer(Api api, Clock clock, Case given) {
        this.api = api;
        this.clock = clock;
        this.given = given;
    }

    /** The kinds of the case that this server does not serve, {@code KIND of VERSION}. */
    Set<String> unserved() {
        Set<String> unserved = new TreeSet<>();
        for (Map<String, Object> object : given.objects()) {
            String kind = Tree.text(object, "kind");
            boolean unknown = !Kinds.ORDER.contains(kind);
            if (unknown || (Kinds.mayBeMissing(kind) && !served(Kinds.home(object)))) {
                unserved.add(kind + " of " + Tree.text(object, "apiVersion"));
            }
        }
        return unserved;
    }

    private boolean served(String path) {
        return ask(Request.get(path + "?limit=1")).ok();
    }

    /**
     * Makes the objects, those of one kind and one moment at once, and younger ones in a later second, since servers tell
     * times in seconds; pods as much later as they are younger, where time can be put forward. Then it is the case's moment.
     */
    void make() {
        List<Map<String, Object>> together = new ArrayList<>();
        for (Map<String, Object> object : given.objects()) {
            Map<String, Object> first = together.isEmpty() ? object : together.getFirst();
            boolean younger = Served.created(object).isAfter(Served.created(first));
            boolean other = !Tree.text(first, "kind").equals(Tree.text(object, "kind"));
            if (other || younger) {
                all(together, this::make);
                together.clear();
                if (!other) {
                    clock.pass(younger(first, object));
                }
            }
            together.add(object);
        }
        all(together, this::make);
        clock.forward(given.asOf());
    }

    /** Of other things it is told only which was first, so that their times do not add up. */
    private static Duration younger(Map<String, Object> first, Map<String, Object> object) {
        Instant made = Served.created(first);
        return Tree.text(object, "kind").equals("Pod") && !made.equals(Instant.EPOCH)
                ? Duration.between(made, Served.created(object))
                : Duration.ZERO;
    }

    /** The objects it would not take, {@code KIND NAME}, with its words. */
    Map<String, String> refused() {
        return refused;
    }

    private <T> void all(List<T> each, Consumer<T> task) {
        List<CompletableFuture<Void>> running = each.stream()
                .map(one -> CompletableFuture.runAsync(() -> task.accept(one), threads))
                .toList();
        running.forEach(CompletableFuture::join);
    }

    private void make(Map<String, Object> object) {
        String kind = Tree.text(object, "kind");
        String home = Kinds.home(object);
        String one = home + "/" + Tree.text(Tree.at(object, "metadata"), "name");
        Answer answer = ask(Request.post(home, Documents.bytes(unborn(object))));
        if (answer.ok() && !kind.equals("Namespace")) {
            made.add(one);
        }
        if (answer.ok() && object.containsKey("status") && !kind.equals("Node")) {
            answer = ask(
                    Request.mergePatch(one + "/status", Documents.bytes(Map.of("status", Tree.at(object, "status")))));
        }
        Optional<Instant> gone = Case.gone(object);
        if (answer.ok() && gone.isPresent()) {
            long grace = Duration.between(clock.stamped(), gone.get()).toSeconds();
            answer = ask(Request.delete(one + "?gracePeriodSeconds=" + Math.max(1, grace)));
        }
        if (!answer.ok() && !answer.exists()) {
            refused.put(title(object), answer.message());
        }
    }

    /** Without the times that are the server's to stamp. */
    private static Map<String, Object> unborn(Map<String, Object> object) {
        Map<String, Object> copy = Tree.copy(object);
        Tree.at(copy, "metadata").keySet().removeAll(Set.of("creationTimestamp", "deletionTimestamp"));
        return copy;
    }

    /** A server may close a connection that rests just when it is used; whoever has no answer asks again, as every client does. */
    private Answer ask(Request request) {
        Answer answer = api.ask(request);
        for (int tries = 1; answer.passing() && tries < TRIES; tries++) {
            Answer again = api.ask(request);
            answer = answer.uncertain() && again.exists() ? DONE : again;
        }
        return answer;
    }

    /** All it has now, as a dump. */
    List<Map<String, Object>> dump() {
        List<Map<String, Object>> objects = new ArrayList<>();
        Kinds.ORDER.forEach(kind -> list(kind).forEach(item -> {
            Map<String, Object> tree = Tree.copy(item.tree());
            tree.put("kind", kind);
            tree.put("apiVersion", Kinds.version(kind));
            objects.add(tree);
        }));
        return objects;
    }

    /** The case as far as the server took it, with the times it stamped on its objects. */
    List<Map<String, Object>> stamped(List<Map<String, Object>> dump) {
        Map<String, Map<String, Object>> there = new HashMap<>();
        dump.forEach(object -> there.put(title(object), Tree.at(object, "metadata")));
        List<Map<String, Object>> stamped = new ArrayList<>();
        List<Map<String, Object>> taken = given.objects().stream()
                .filter(object -> !refused.containsKey(title(object)))
                .toList();
        for (Map<String, Object> object : taken) {
            Map<String, Object> copy = unborn(object);
            Map<String, Object> metadata = there.getOrDefault(title(object), Map.of());
            for (String time : List.of("creationTimestamp", "deletionTimestamp")) {
                if (metadata.containsKey(time)) {
                    Tree.at(copy, "metadata").put(time, Tree.text(metadata, time));
                }
            }
            stamped.add(copy);
        }
        return stamped;
    }

    private static String title(Map<String, Object> object) {
        Map<String, Object> metadata = Tree.at(object, "metadata");
        String namespace = Tree.text(metadata, "namespace");
        return Tree.text(object, "kind") + " " + (namespace.isEmpty() ? "" : namespace + "/")
                + Tree.text(metadata, "name");
    }

    /** All objects of the kind. */
    List<Item> list(String kind) {
        return list(kind, Kinds.everywhere(kind));
    }

    /** What is there, as objects of the kind. */
    List<Item> list(String kind, String path) {
        Answer answer = ask(Request.get(path));
        List<Item> items = new ArrayList<>();
        if (answer.ok()) {
            try {
                ServerList.read(new ByteArrayInputStream(answer.body()), kind, items::add);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        return items;
    }

    /** Something happens that Kerf looks at once more and that changes nothing: a PriorityClass comes and goes. */
    void stir() {
        String path = Kinds.path("PriorityClass");
        String stir =
                "{\"apiVersion\":\"scheduling.k8s.io/v1\",\"kind\":\"PriorityClass\",\"metadata\":{\"name\":\"stir\"},\"value\":1}";
        ask(Request.post(path, stir.getBytes(UTF_8)));
        ask(Request.delete(path + "/stir"));
    }

    /** Takes away what was made, and the pods that Kerf made for it. */
    @Override
    public void close() {
        list("Pod").forEach(pod -> made.add("/api/v1/namespaces/" + pod.namespace() + "/pods/" + pod.name()));
        List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
        all(List.copyOf(made), path -> answers.add(remove(path)));
        assertThat(answers).allMatch(a -> a.ok() || a.code() == MISSING, "is deleted");
        threads.close();
    }

    private Answer remove(String path) {
        if (path.contains("/persistentvolume") || path.contains("podgroups/")) {
            ask(Request.mergePatch(path, NOT_PROTECTED.getBytes(UTF_8)));
        }
        return ask(Request.delete(path + (path.contains("/pods/") ? "?gracePeriodSeconds=0" : "")));
    }
}
