package dev.kerf.node.plugin;

import dev.kerf.node.kubelet.deviceplugin.AllocateRequest;
import dev.kerf.node.kubelet.deviceplugin.AllocateResponse;
import dev.kerf.node.kubelet.deviceplugin.ContainerAllocateRequest;
import dev.kerf.node.kubelet.deviceplugin.ContainerAllocateResponse;
import dev.kerf.node.kubelet.deviceplugin.Device;
import dev.kerf.node.kubelet.deviceplugin.DevicePluginGrpc;
import dev.kerf.node.kubelet.deviceplugin.DevicePluginOptions;
import dev.kerf.node.kubelet.deviceplugin.Empty;
import dev.kerf.node.kubelet.deviceplugin.ListAndWatchResponse;
import dev.kerf.node.kubelet.deviceplugin.PreStartContainerRequest;
import dev.kerf.node.kubelet.deviceplugin.PreStartContainerResponse;
import dev.kerf.node.kubelet.deviceplugin.PreferredAllocationRequest;
import dev.kerf.node.kubelet.deviceplugin.PreferredAllocationResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Answers the kubelet: which devices there are, as long as it listens, and what a container gets with some of them. */
final class PluginService extends DevicePluginGrpc.DevicePluginImplBase {
    private final Allocation allocation;
    private final Runnable streamEnded;
    private final Set<StreamObserver<ListAndWatchResponse>> listeners = new HashSet<>();
    private List<OfferedDevice> devices;

    PluginService(List<OfferedDevice> devices, Allocation allocation, Runnable streamEnded) {
        this.devices = devices;
        this.allocation = allocation;
        this.streamEnded = streamEnded;
    }

    /** Offers these devices from now on. */
    synchronized void offer(List<OfferedDevice> other) {
        devices = List.copyOf(other);
        listeners.forEach(each -> each.onNext(list()));
    }

    /** Whether a kubelet listens. */
    synchronized boolean heard() {
        return !listeners.isEmpty();
    }

    private ListAndWatchResponse list() {
        ListAndWatchResponse.Builder list = ListAndWatchResponse.newBuilder();
        for (OfferedDevice each : devices) {
            list.addDevices(Device.newBuilder().setID(each.id()).setHealth(each.healthy() ? "Healthy" : "Unhealthy"));
        }
        return list.build();
    }

    @Override
    public void getDevicePluginOptions(Empty request, StreamObserver<DevicePluginOptions> answer) {
        answer.onNext(DevicePluginOptions.getDefaultInstance());
        answer.onCompleted();
    }

    @Override
    public void listAndWatch(Empty request, StreamObserver<ListAndWatchResponse> answer) {
        ((ServerCallStreamObserver<ListAndWatchResponse>) answer).setOnCancelHandler(() -> ended(answer));
        synchronized (this) {
            listeners.add(answer);
            answer.onNext(list());
        }
    }

    private void ended(StreamObserver<ListAndWatchResponse> listener) {
        synchronized (this) {
            listeners.remove(listener);
        }
        streamEnded.run();
    }

    @Override
    public void allocate(AllocateRequest request, StreamObserver<AllocateResponse> answer) {
        AllocateResponse.Builder response = AllocateResponse.newBuilder();
        for (ContainerAllocateRequest container : request.getContainerRequestsList()) {
            List<String> ids = container.getDevicesIdsList();
            String unknown = unknown(ids);
            if (!unknown.isEmpty()) {
                answer.onError(Status.INVALID_ARGUMENT
                        .withDescription("device " + unknown + " is none of those offered here")
                        .asRuntimeException());
                return;
            }
            response.addContainerResponses(
                    ContainerAllocateResponse.newBuilder().putAllEnvs(allocation.environment(ids)));
        }
        answer.onNext(response.build());
        answer.onCompleted();
    }

    private synchronized String unknown(List<String> ids) {
        return ids.stream()
                .filter(id -> devices.stream().noneMatch(d -> d.id().equals(id)))
                .findFirst()
                .orElse("");
    }

    @Override
    public void getPreferredAllocation(
            PreferredAllocationRequest request, StreamObserver<PreferredAllocationResponse> answer) {
        answer.onNext(PreferredAllocationResponse.getDefaultInstance());
        answer.onCompleted();
    }

    @Override
    public void preStartContainer(PreStartContainerRequest request, StreamObserver<PreStartContainerResponse> answer) {
        answer.onNext(PreStartContainerResponse.getDefaultInstance());
        answer.onCompleted();
    }
}
