package dev.kerf.fakecluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.kerf.fakecluster.api.Front;
import dev.kerf.fakecluster.control.Controllers;
import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.kind.Kinds;
import dev.kerf.fakecluster.kubelet.Kubelets;
import dev.kerf.fakecluster.kubelet.Stage;
import dev.kerf.fakecluster.life.Options;
import dev.kerf.fakecluster.life.Registry;
import dev.kerf.fakecluster.prometheus.Endpoint;
import dev.kerf.fakecluster.schema.Pruned;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Refusal;
import dev.kerf.fakecluster.store.Store;
import dev.kerf.fakecluster.telemetry.Telemetry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes cluster in memory, on loopback, without TLS and without users: whoever reaches the port is the administrator.
 * What it promises and what not: docs/fakecluster.md. It is gone when it is closed.
 */
public final class FakeCluster implements AutoCloseable {
    private static final List<String> NAMESPACES = List.of("default", "kube-node-lease", "kube-public", "kube-system");
    private static final Map<String, Integer> PRIORITIES =
            Map.of("system-cluster-critical", 2_000_000_000, "system-node-critical", 2_000_001_000);

    static {
        // Without this each answer waits for the client's acknowledgement; read once, when the first server is made.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
        // Longer than clients keep a connection they do not use, so that none writes into one that is just being
        // closed.
        System.setProperty("sun.net.httpserver.idleInterval", "300");
    }

    private final Settings settings;
    private final Registry registry;
    private final Front front;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Path directory;
    private final Kubelets kubelets;
    private final Controllers controllers;

    private FakeCluster(Settings settings) throws IOException {
        this.settings = settings;
        this.registry = new Registry(new Store(settings.history()), new Kinds(), settings.clock());
        this.front = new Front(registry, settings.log());
        this.kubelets = new Kubelets(registry, Stage.usual(), settings.log());
        this.controllers = new Controllers(registry, settings.log());
        InetAddress loopback = InetAddress.getLoopbackAddress();
        this.http = HttpServer.create(new InetSocketAddress(loopback, settings.port()), 1024);
        @Nullable Path wanted = settings.directory();
        this.directory = wanted == null ? Files.createTempDirectory("kerf-cluster-") : Files.createDirectories(wanted);
    }

    /**
     * Starts one. It answers when this returns.
     *
     * @throws IOException if the port is taken or the kubeconfig cannot be written; the message says so
     */
    public static FakeCluster start(Settings settings) throws IOException {
        FakeCluster cluster;
        try {
            cluster = new FakeCluster(settings);
        } catch (BindException taken) {
            throw new IOException(
                    "port " + settings.port() + " is taken; give another one, or none for any that is free", taken);
        }
        cluster.measure();
        cluster.furnish();
        cluster.http.createContext("/", cluster.front);
        cluster.http.setExecutor(cluster.threads);
        cluster.http.start();
        if (settings.played()) {
            cluster.kubelets.start();
        }
        if (settings.controllers()) {
            cluster.controllers.start();
        }
        Files.writeString(cluster.kubeconfig(), Kubeconfig.text(cluster.server()));
        return cluster;
    }

    private void measure() {
        @Nullable Duration scraped = settings.scraped();
        if (scraped != null) {
            Telemetry telemetry = new Telemetry(settings.clock(), scraped, settings.log());
            registry.store().listen(telemetry);
            Endpoint endpoint = new Endpoint(telemetry, settings.log());
            http.createContext(Endpoint.PROMETHEUS, endpoint);
            http.createContext(Endpoint.EXPORTERS, endpoint);
        }
    }

    /** What every cluster has. */
    private void furnish() {
        for (String name : NAMESPACES) {
            create(Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", name)));
        }
        PRIORITIES.forEach((name, value) -> create(Map.of(
                "apiVersion",
                "scheduling.k8s.io/v1",
                "kind",
                "PriorityClass",
                "metadata",
                Map.of("name", name),
                "value",
                value)));
    }

    public URI server() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** What a client of Prometheus is told as its address; who measures answers there. */
    public URI prometheus() {
        return server().resolve(Endpoint.PROMETHEUS);
    }

    /** A kubeconfig that leads here. */
    public Path kubeconfig() {
        return directory.resolve("kubeconfig");
    }

    /**
     * Creates an object, the quick way: no HTTP.
     *
     * @param tree maps by text, lists, texts, numbers and truth values
     * @throws IllegalArgumentException if the server would refuse it; the message is the server's
     */
    public void create(Map<String, ?> tree) {
        create(Trees.object(tree));
    }

    /**
     * Creates the objects of a text of JSON or YAML.
     *
     * @throws IllegalArgumentException if the server would refuse one; the message is the server's
     */
    public void create(String documents) {
        for (JsonNode each : Trees.readAll(documents)) {
            if (each instanceof ObjectNode object) {
                create(object);
            }
        }
    }

    private void create(ObjectNode tree) {
        String apiVersion = Trees.text(tree, "apiVersion");
        Kind kind = registry.kinds().of(apiVersion, Trees.text(tree, "kind"));
        if (kind == null) {
            throw new IllegalArgumentException(
                    "no kind " + Trees.text(tree, "kind") + " in " + apiVersion + " is known");
        }
        String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
        @Nullable
        String mistake = Pruned.of(tree, registry.kinds().schema(kind, version)).mistake();
        if (mistake != null) {
            throw new IllegalArgumentException(kind.kind() + ": " + mistake);
        }
        String namespace = Trees.text(tree, "metadata", "namespace");
        tree.put("apiVersion", kind.apiVersion());
        try {
            registry.create(kind, kind.namespaced() && namespace.isEmpty() ? "default" : namespace, tree, Options.OWN);
        } catch (Refusal refusal) {
            throw new IllegalArgumentException(refusal.sentence(), refusal);
        }
    }

    /** Forgets what happened so far: who watches from before must list anew, who lists in pages must begin anew. */
    public void compact() {
        registry.store().compact();
        front.expirePages();
    }

    /** Changes so far. */
    public long revision() {
        return registry.store().revision();
    }

    @Override
    public void close() {
        controllers.close();
        kubelets.close();
        registry.store().close();
        http.stop(0);
        threads.shutdownNow();
        if (settings.directory() == null) {
            remove();
        }
    }

    private void remove() {
        try {
            Files.deleteIfExists(kubeconfig());
            Files.deleteIfExists(directory);
        } catch (IOException left) {
            settings.log().accept("cannot remove " + directory + ": " + left.getMessage());
        }
    }
}
