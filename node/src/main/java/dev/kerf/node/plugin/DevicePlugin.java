package dev.kerf.node.plugin;

import dev.kerf.node.kubelet.deviceplugin.RegisterRequest;
import dev.kerf.node.kubelet.deviceplugin.RegistrationGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Offers devices to the kubelet of this machine (device plugin API v1beta1) until it is closed. A kubelet that starts
 * anew empties the folder of sockets and knows of nobody; then this one serves and registers again, and so it does when
 * a kubelet stops listening.
 */
public final class DevicePlugin implements AutoCloseable {
    /** Where kubelets have their sockets. */
    public static final Path FOLDER = Path.of("/var/lib/kubelet/device-plugins");

    private static final String KUBELET = "kubelet.sock";
    private static final String VERSION = "v1beta1";
    private static final long LOOK_SECONDS = 5;
    private static final long REGISTER_SECONDS = 10;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final Path folder;
    private final String resource;
    private final String endpoint;
    private final PluginService service;
    private final Consumer<String> log;
    private final Sockets sockets = new Sockets();
    private final Semaphore changed = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;
    private @Nullable Server server;

    private DevicePlugin(
            Path folder, String resource, List<OfferedDevice> devices, Allocation allocation, Consumer<String> log) {
        this.folder = folder;
        this.resource = resource;
        this.endpoint = "kerf-" + resource.replaceAll("[^A-Za-z0-9.-]", "-") + ".sock";
        this.service = new PluginService(List.copyOf(devices), allocation, changed::release);
        this.log = log;
        this.thread = Thread.ofPlatform().daemon().name("kerf-device-plugin").unstarted(this::run);
    }

    /**
     * Offers devices.
     *
     * @param folder   the kubelet's, {@link #FOLDER}
     * @param resource by which pods ask for them, {@code nvidia.com/gpu}
     * @param log      takes sentences for the person who runs this
     */
    public static DevicePlugin offer(
            Path folder, String resource, List<OfferedDevice> devices, Allocation allocation, Consumer<String> log) {
        DevicePlugin plugin = new DevicePlugin(folder, resource, devices, allocation, log);
        plugin.thread.start();
        return plugin;
    }

    /** Offers these devices from now on: others, or the same in another state of health. */
    public void offer(List<OfferedDevice> devices) {
        service.offer(devices);
    }

    /** Whether a kubelet listens. */
    public boolean heard() {
        return service.heard();
    }

    private void run() {
        long pause = FIRST_PAUSE_MILLIS;
        while (!closed) {
            try {
                Object kubelet = identity(folder.resolve(KUBELET));
                serveAndRegister();
                pause = FIRST_PAUSE_MILLIS;
                stay(kubelet);
            } catch (NoSuchFileException absent) {
                pause = rest(pause);
            } catch (IOException | StatusRuntimeException failed) {
                log.accept("the kubelet in " + folder + " does not take " + resource + ": " + failed.getMessage());
                pause = rest(pause);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                stopServing();
            }
        }
    }

    private long rest(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return Math.min(LONGEST_PAUSE_MILLIS, millis * 2);
    }

    /** What tells this kubelet's socket from the next one's. */
    private static Object identity(Path socket) throws IOException {
        BasicFileAttributes of = Files.readAttributes(socket, BasicFileAttributes.class);
        return List.of(String.valueOf(of.fileKey()), of.lastModifiedTime());
    }

    private void serveAndRegister() throws IOException {
        server = sockets.serve(folder.resolve(endpoint), service);
        ManagedChannel kubelet = sockets.dial(folder.resolve(KUBELET));
        try {
            RegistrationGrpc.newBlockingStub(kubelet)
                    .withDeadlineAfter(REGISTER_SECONDS, TimeUnit.SECONDS)
                    .register(RegisterRequest.newBuilder()
                            .setVersion(VERSION)
                            .setEndpoint(endpoint)
                            .setResourceName(resource)
                            .build());
        } finally {
            kubelet.shutdownNow();
        }
    }

    /** Returns when the kubelet is another one, our socket is gone, or nobody listens any more. */
    private void stay(Object kubelet) throws IOException, InterruptedException {
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
            Thread.ofVirtual().start(() -> forward(watch));
            boolean everHeard = false;
            while (!closed) {
                boolean inTime = changed.tryAcquire(LOOK_SECONDS, TimeUnit.SECONDS);
                everHeard |= service.heard();
                boolean deaf = !service.heard() && (everHeard || !inTime);
                if (deaf
                        || !Files.exists(folder.resolve(endpoint))
                        || !kubelet.equals(identity(folder.resolve(KUBELET)))) {
                    return;
                }
            }
        }
    }

    private void forward(WatchService watch) {
        try {
            for (WatchKey key = watch.take(); key.reset(); key = watch.take()) {
                key.pollEvents();
                changed.release();
            }
        } catch (InterruptedException | java.nio.file.ClosedWatchServiceException ended) {
            changed.release();
        }
    }

    private void stopServing() {
        Server last = server;
        server = null;
        if (last != null) {
            last.shutdownNow();
        }
    }

    @Override
    public void close() {
        closed = true;
        changed.release();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        sockets.close();
    }
}
