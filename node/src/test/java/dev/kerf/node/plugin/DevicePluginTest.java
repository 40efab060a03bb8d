package dev.kerf.node.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerf.node.kubelet.deviceplugin.AllocateRequest;
import dev.kerf.node.kubelet.deviceplugin.ContainerAllocateRequest;
import dev.kerf.node.kubelet.deviceplugin.Device;
import dev.kerf.node.kubelet.deviceplugin.DevicePluginGrpc;
import dev.kerf.node.kubelet.deviceplugin.Empty;
import dev.kerf.node.kubelet.deviceplugin.ListAndWatchResponse;
import dev.kerf.node.kubelet.deviceplugin.RegisterRequest;
import dev.kerf.node.kubelet.deviceplugin.RegistrationGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The plugin against a kubelet's side of the API, played over the same sockets; the real kubelet has tests of its own. */
@Timeout(300)
class DevicePluginTest {
    private static final List<OfferedDevice> TWO =
            List.of(new OfferedDevice("GPU-a", true), new OfferedDevice("GPU-b", true));

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Sockets sockets = new Sockets();

    @TempDir
    private Path folder = Path.of("");

    /** A kubelet that takes registrations and listens to one plugin. */
    private final class Kubelet extends RegistrationGrpc.RegistrationImplBase implements AutoCloseable {
        private final BlockingQueue<RegisterRequest> registrations = new LinkedBlockingQueue<>();
        private final BlockingQueue<List<String>> lists = new LinkedBlockingQueue<>();
        private final Server server;

        Kubelet() throws IOException {
            server = sockets.serve(folder.resolve("kubelet.sock"), this);
        }

        @Override
        public void register(RegisterRequest request, StreamObserver<Empty> answer) {
            answer.onNext(Empty.getDefaultInstance());
            answer.onCompleted();
            registrations.add(request);
        }

        ManagedChannel listen() throws InterruptedException {
            RegisterRequest request = registrations.poll(30, TimeUnit.SECONDS);
            assertThat(request).isNotNull();
            assertThat(request.getVersion()).isEqualTo("v1beta1");
            assertThat(request.getResourceName()).isEqualTo("nvidia.com/gpu");
            ManagedChannel plugin = sockets.dial(folder.resolve(request.getEndpoint()));
            DevicePluginGrpc.newStub(plugin).listAndWatch(Empty.getDefaultInstance(), new Listener());
            return plugin;
        }

        private final class Listener implements StreamObserver<ListAndWatchResponse> {
            @Override
            public void onNext(ListAndWatchResponse list) {
                lists.add(list.getDevicesList().stream().map(Kubelet.this::text).toList());
            }

            @Override
            public void onError(Throwable ended) {}

            @Override
            public void onCompleted() {}
        }

        private String text(Device device) {
            return device.getID() + " " + device.getHealth();
        }

        @Override
        public void close() {
            server.shutdownNow();
        }
    }

    private DevicePlugin plugin() {
        return DevicePlugin.offer(folder, "nvidia.com/gpu", TWO, Allocation.NVIDIA, said::add);
    }

    @AfterEach
    void closeSockets() {
        sockets.close();
    }

    @Test
    void itsDevicesAreListedAndListedAgainWhenOneFallsIll() throws Exception {
        try (Kubelet kubelet = new Kubelet();
                DevicePlugin plugin = plugin()) {
            ManagedChannel channel = kubelet.listen();
            assertThat(kubelet.lists.poll(30, TimeUnit.SECONDS)).containsExactly("GPU-a Healthy", "GPU-b Healthy");
            plugin.offer(List.of(TWO.getFirst(), new OfferedDevice("GPU-b", false)));
            assertThat(kubelet.lists.poll(30, TimeUnit.SECONDS)).containsExactly("GPU-a Healthy", "GPU-b Unhealthy");
            channel.shutdownNow();
        }
    }

    @Test
    void aContainerIsToldItsDevicesAndAStrangeOneIsRefused() throws Exception {
        try (Kubelet kubelet = new Kubelet();
                DevicePlugin _ = plugin()) {
            ManagedChannel channel = kubelet.listen();
            DevicePluginGrpc.DevicePluginBlockingStub asked = DevicePluginGrpc.newBlockingStub(channel);
            assertThat(asked.allocate(asking("GPU-b", "GPU-a"))
                            .getContainerResponses(0)
                            .getEnvsMap())
                    .containsExactly(java.util.Map.entry("NVIDIA_VISIBLE_DEVICES", "GPU-b,GPU-a"));
            assertThatThrownBy(() -> asked.allocate(asking("GPU-c")))
                    .isInstanceOfSatisfying(StatusRuntimeException.class, refused -> assertThat(
                                    refused.getStatus().getCode())
                            .isEqualTo(Status.Code.INVALID_ARGUMENT))
                    .hasMessageContaining("device GPU-c is none of those offered here");
            channel.shutdownNow();
        }
    }

    private static AllocateRequest asking(String... devices) {
        return AllocateRequest.newBuilder()
                .addContainerRequests(ContainerAllocateRequest.newBuilder().addAllDevicesIds(List.of(devices)))
                .build();
    }

    @Test
    void itWaitsForAKubeletAndRegistersWithEachNewOne() throws Exception {
        try (DevicePlugin _ = plugin()) {
            for (int start = 0; start < 3; start++) {
                try (Kubelet kubelet = new Kubelet()) {
                    ManagedChannel channel = kubelet.listen();
                    assertThat(kubelet.lists.poll(30, TimeUnit.SECONDS)).hasSize(2);
                    channel.shutdownNow();
                }
            }
        }
    }

    @Test
    void itRegistersAgainWhenTheKubeletStopsListening() throws Exception {
        try (Kubelet kubelet = new Kubelet();
                DevicePlugin _ = plugin()) {
            kubelet.listen().shutdownNow();
            ManagedChannel again = kubelet.listen();
            assertThat(kubelet.lists.poll(30, TimeUnit.SECONDS)).hasSize(2);
            again.shutdownNow();
        }
    }
}
