package dev.kerf.server.same;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.ServerList;
import dev.kerf.objects.write.Documents;
import dev.kerf.server.Running;
import dev.kerf.testbed.Await;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A case on an API server: made there, scheduled there, read back from there, and taken away again. */
final class OnServer implements AutoCloseable {
    private static final Map<String, String> PATHS = Map.ofEntries(
            Map.entry("Namespace", "/api/v1/namespaces"),
            Map.entry("PriorityClass", "/apis/scheduling.k8s.io/v1/priorityclasses"),
            Map.entry("RuntimeClass", "/apis/node.k8s.io/v1/runtimeclasses"),
            Map.entry("StorageClass", "/apis/storage.k8s.io/v1/storageclasses"),
            Map.entry("PersistentVolume", "/api/v1/persistentvolumes"),
            Map.entry("PersistentVolumeClaim", "/api/v1/namespaces/NS/persistentvolumeclaims"),
            Map.entry("Node", "/api/v1/nodes"),
            Map.entry("CompositePodGroup", "/apis/scheduling.k8s.io/v1alpha3/namespaces/NS/compositepodgroups"),
            Map.entry("PodGroup", "/apis/scheduling.k8s.io/v1beta1/namespaces/NS/podgroups"),
            Map.entry("Pod", "/api/v1/namespaces/NS/pods"));
    private static final String NOT_PROTECTED = "{\"metadata\":{\"finalizers\":null}}";
    private static final int TRIES = 5;
    private static final Answer DONE = new Answer(201, new byte[0]);
    private static final int MISSING = 404;
    private final Path kubeconfig;
    private final Api api;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> made = new ArrayList<>();
    private final Set<String> waiting = new TreeSet<>();

    OnServer(Path kubeconfig) {
        this.kubeconfig = kubeconfig;
        this.api = Api.connect(new Access(kubeconfig, null));
    }

    /** The kinds of the case that this server does not serve, {@code KIND of VERSION}. */
    Set<String> unserved(Case given) {
        Set<String> unserved = new TreeSet<>();
        for (Map<String, Object> object : given.objects()) {
            String kind = Tree.text(object, "kind");
            String version = Tree.text(object, "apiVersion");
            if (kind.endsWith("PodGroup")) {
                String path = "/apis/" + version + "/namespaces/default/" + kind.toLowerCase(Locale.ROOT) + "s?limit=1";
                if (!api.ask(Request.get(path)).ok()) {
                    unserved.add(kind + " of " + version);
                }
            }
        }
        return unserved;
    }

    /** Makes the objects; those it would not take, with its reason. */
    List<String> make(Case given) {
        List<String> refused = new ArrayList<>();
        boolean gangs = false;
        for (Map<String, Object> object : given.objects()) {
            gangs |= Tree.text(object, "kind").equals("PodGroup");
            if (gangs && Tree.text(object, "kind").equals("Pod")) {
                nextSecond();
                gangs = false;
            }
            Answer answer = make(object);
            if (!answer.ok() && !answer.exists()) {
                refused.add(Tree.text(object, "kind") + " " + name(object) + ": " + answer.message());
            }
        }
        return refused;
    }

    /** Times are told in seconds: what is made after this is younger than what was made before. */
    private static void nextSecond() {
        long now = Instant.now().getEpochSecond();
        Await.until("the next second", () -> Instant.now().getEpochSecond() > now);
    }

    private Answer make(Map<String, Object> object) {
        String path = PATHS.getOrDefault(Tree.text(object, "kind"), "");
        String all =
                path.replace(version(path), Tree.text(object, "apiVersion")).replace("NS", namespace(object));
        Answer answer = ask(Request.post(all, Documents.bytes(object)));
        if (answer.ok()) {
            String one = all + "/" + name(object);
            if (!Tree.text(object, "kind").equals("Namespace")) {
                made.add(one);
            }
            boolean pod = Tree.text(object, "kind").equals("Pod");
            if (pod && !Tree.at(object, "spec").containsKey("nodeName")) {
                waiting.add(namespace(object) + "/" + name(object));
            }
            if (object.containsKey("status") && !Tree.text(object, "kind").equals("Node")) {
                Map<String, Object> status = Map.of("status", Tree.at(object, "status"));
                Answer patched = ask(Request.mergePatch(one + "/status", Documents.bytes(status)));
                return patched.ok() ? answer : patched;
            }
        }
        return answer;
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

    private static String name(Map<String, Object> object) {
        return Tree.text(Tree.at(object, "metadata"), "name");
    }

    private static String namespace(Map<String, Object> object) {
        return Tree.text(Tree.at(object, "metadata"), "namespace");
    }

    /** All it has now, as a dump. */
    List<Map<String, Object>> dump() {
        List<Map<String, Object>> objects = new ArrayList<>();
        PATHS.forEach(
                (kind, path) -> list(kind, path.replace("/namespaces/NS", "")).forEach(item -> {
                    Map<String, Object> tree = Tree.copy(item.tree());
                    tree.put("kind", kind);
                    tree.put("apiVersion", version(path));
                    objects.add(tree);
                }));
        return objects;
    }

    private static String version(String path) {
        String[] parts = path.split("/");
        return parts[1].equals("api") ? parts[2] : parts[2] + "/" + parts[3];
    }

    private List<Item> list(String kind, String path) {
        Answer answer = api.ask(Request.get(path));
        List<Item> items = new ArrayList<>();
        try {
            ServerList.read(new ByteArrayInputStream(answer.body()), kind, items::add);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return items;
    }

    /** Lets Kerf at the cluster until every pod of the case has a node or a sentence, and Kerf has no more to write. */
    Outcome schedule() {
        List<String> said = Collections.synchronizedList(new ArrayList<>());
        try (Running running = Running.on(new Access(kubeconfig, null), "kerf", said::add)) {
            Thread.ofVirtual().start(() -> run(running));
            return Await.until(
                    "an answer for every pod; Kerf said " + said,
                    this::outcome,
                    o -> o.pods().keySet().equals(waiting)
                            && running.scheduler().idle());
        }
    }

    private static void run(Running running) {
        try {
            running.run();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private Outcome outcome() {
        return Shown.outcome(list("Pod", "/api/v1/pods"), waiting);
    }

    /** Takes away what was made, and the pods that Kerf made for it. */
    @Override
    public void close() {
        list("Pod", "/api/v1/pods")
                .forEach(pod -> made.add("/api/v1/namespaces/" + pod.namespace() + "/pods/" + pod.name()));
        made.stream()
                .filter(path -> path.contains("/persistentvolume"))
                .forEach(path -> ask(Request.mergePatch(path, NOT_PROTECTED.getBytes(UTF_8))));
        List<CompletableFuture<Answer>> answers = made.stream()
                .distinct()
                .map(path -> path + (path.contains("/pods/") ? "?gracePeriodSeconds=0" : ""))
                .map(Request::delete)
                .map(delete -> CompletableFuture.supplyAsync(() -> ask(delete), threads))
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join))
                .allMatch(a -> a.ok() || a.code() == MISSING, "is deleted");
        threads.close();
        api.close();
    }
}
