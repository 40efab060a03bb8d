package dev.kerf.fakecluster.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.life.DeleteOptions;
import dev.kerf.fakecluster.life.Options;
import dev.kerf.fakecluster.life.Part;
import dev.kerf.fakecluster.life.Registry;
import dev.kerf.fakecluster.patch.MergePatch;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Change;
import dev.kerf.fakecluster.store.Feed;
import dev.kerf.fakecluster.store.Refusal;
import dev.kerf.fakecluster.store.Stored;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Plays the kubelets of all nodes: what the stages say happens to the pods that stand on nodes, and to the nodes. */
public final class Kubelets implements AutoCloseable {
    private static final Duration LONG = Duration.ofDays(1);
    private static final String STATUS = "status";
    private static final String GPU = "nvidia.com/gpu";
    private final Registry registry;
    private final List<Stage> stages;
    private final Consumer<String> log;
    private final Kind pods;
    private final Kind nodes;
    private final Cards cards = new Cards();
    private final AtomicInteger addresses = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("kubelets").factory());

    public Kubelets(Registry registry, List<Stage> stages, Consumer<String> log) {
        this.registry = registry;
        this.stages = stages;
        this.log = log;
        this.pods = Objects.requireNonNull(registry.kinds().resource("pods"));
        this.nodes = Objects.requireNonNull(registry.kinds().resource("nodes"));
    }

    /** Begins. */
    public void start() {
        Thread.ofVirtual().name("kubelets-of-nodes").start(() -> follow(nodes));
        Thread.ofVirtual().name("kubelets-of-pods").start(() -> follow(pods));
    }

    private void follow(Kind kind) {
        try (Feed feed = registry.store().watch(kind.resource())) {
            while (!feed.cut()) {
                Change change = feed.next(LONG);
                if (change != null && change.gone()) {
                    cards.release(change.after().uid());
                } else if (change != null) {
                    seen(kind, change);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void seen(Kind kind, Change change) {
        look(kind, change.after());
        if (kind.is("nodes") && change.before() == null) {
            String node = change.after().name();
            registry.store().list("pods").objects().stream()
                    .filter(pod -> node(pod.tree()).equals(node))
                    .forEach(pod -> look(pods, pod));
        }
    }

    private static String node(JsonNode pod) {
        return Trees.text(pod, "spec", "nodeName");
    }

    /** Whether there is a kubelet that looks after the object. */
    private boolean kept(Kind kind, JsonNode object) {
        return kind.is("nodes") || registry.store().get("nodes", "/" + node(object)) != null;
    }

    private @Nullable Stage stage(Kind kind, JsonNode object) {
        for (Stage each : stages) {
            if (each.kind().equals(kind.kind()) && each.matches(object)) {
                return each;
            }
        }
        return null;
    }

    private void look(Kind kind, Stored object) {
        Stage stage = kept(kind, object.tree()) ? stage(kind, object.tree()) : null;
        if (stage == null) {
            return;
        }
        Duration delay = stage.delay(object.tree());
        if (delay.isZero()) {
            happen(kind, object.namespace(), object.name(), stage);
        } else if (!timer.isShutdown()) {
            var _ = timer.schedule(
                    () -> happen(kind, object.namespace(), object.name(), stage),
                    delay.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private void happen(Kind kind, String namespace, String name, Stage stage) {
        try {
            registry.store().alone(() -> {
                Stored now = registry.get(kind, namespace, name);
                if (stage.matches(now.tree())) {
                    change(kind, now, stage);
                }
                return now;
            });
        } catch (Refusal refused) {
            if (refused.code() != 404) {
                log.accept("stage " + stage.name() + " of " + kind.kind() + " " + namespace + "/" + name + ": "
                        + refused.sentence());
            }
        }
    }

    private void change(Kind kind, Stored object, Stage stage) {
        if (stage.delete()) {
            registry.delete(kind, object.namespace(), object.name(), DeleteOptions.NOW);
        } else {
            registry.update(
                    kind, object.namespace(), object.name(), Part.ANY, tree -> changed(tree, stage), Options.OWN);
        }
    }

    private ObjectNode changed(ObjectNode tree, Stage stage) {
        String address = Trees.text(tree, STATUS, "podIP");
        String ip = address.isEmpty() ? address() : address;
        ObjectNode status = (ObjectNode) filled(stage.status(), ip, node(tree));
        MergePatch.apply(Trees.within(tree, STATUS), status);
        if (!stage.containers().isEmpty()) {
            containers(tree, stage.containers().equals("running"), stage.message());
            initContainers(tree);
        }
        return tree;
    }

    private String address() {
        int number = addresses.incrementAndGet();
        return "10." + (244 + number / 62_500) + "." + number / 250 % 250 + "." + (number % 250 + 2);
    }

    /** The same tree with words put in for what they stand for. */
    private JsonNode filled(JsonNode value, String ip, String node) {
        return switch (value) {
            case ObjectNode object -> {
                ObjectNode copy = Trees.object();
                object.properties().forEach(each -> copy.set(each.getKey(), filled(each.getValue(), ip, node)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = Trees.array();
                array.forEach(each -> copy.add(filled(each, ip, node)));
                yield copy;
            }
            case TextNode text ->
                switch (text.asText()) {
                    case "$now" -> TextNode.valueOf(registry.now());
                    case "$ip" -> TextNode.valueOf(ip);
                    case "$node" -> TextNode.valueOf(node);
                    default -> text;
                };
            default -> value;
        };
    }

    private void containers(ObjectNode pod, boolean running, String message) {
        String uid = Trees.text(pod, "metadata", "uid");
        if (!running) {
            cards.release(uid);
        }
        ArrayNode statuses = Trees.array();
        for (JsonNode container : Trees.at(pod, "spec", "containers")) {
            ObjectNode each = begun(statuses.addObject(), container)
                    .put("containerID", "played://" + uid + "/" + Trees.text(container, "name"))
                    .put("ready", running)
                    .put("started", running);
            ObjectNode state = each.putObject("state");
            if (running) {
                state.putObject("running").put("startedAt", registry.now());
                devices(pod, container, each, message);
            } else {
                ended(state, Trees.text(pod, STATUS, "startTime"));
            }
        }
        Trees.within(pod, STATUS).set("containerStatuses", statuses);
    }

    private static ObjectNode begun(ObjectNode status, JsonNode container) {
        return status.put("name", Trees.text(container, "name"))
                .put("image", Trees.text(container, "image"))
                .put("imageID", "")
                .put("restartCount", 0);
    }

    private ObjectNode ended(ObjectNode state, String since) {
        return state.putObject("terminated")
                .put("exitCode", 0)
                .put("reason", "Completed")
                .put("startedAt", since)
                .put("finishedAt", registry.now());
    }

    /** The cards a container gets; one that tells them has ended once with that for its last words. */
    private void devices(ObjectNode pod, JsonNode container, ObjectNode status, String message) {
        int count = Trees.at(container, "resources", "limits", GPU).asInt(0);
        if (count == 0) {
            return;
        }
        String holder = Trees.text(pod, "metadata", "uid") + "/" + Trees.text(container, "name");
        List<String> devices = cards.take(node(pod), holder, count);
        ArrayNode resources = status.putArray("allocatedResourcesStatus")
                .addObject()
                .put("name", GPU)
                .putArray("resources");
        devices.forEach(each -> resources.addObject().put("resourceID", each).put("health", "Healthy"));
        if (message.equals("$gpu")) {
            ended(status.putObject("lastState"), registry.now()).put("message", String.join(",", devices));
            status.put("restartCount", 1);
        }
    }

    private void initContainers(ObjectNode pod) {
        ArrayNode statuses = Trees.array();
        for (JsonNode container : Trees.at(pod, "spec", "initContainers")) {
            ObjectNode each = begun(statuses.addObject(), container);
            ended(each.put("ready", true).put("started", false).putObject("state"), registry.now());
        }
        Trees.put(Trees.within(pod, STATUS), "initContainerStatuses", statuses.isEmpty() ? null : statuses);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
