package dev.kerf.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Capacity;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Taint;
import org.junit.jupiter.api.Test;

class NodesTest {
    private static final Given NODES = Given.file("nodes.yaml");

    @Test
    void aNodeIsWhatIsAllocatableOnIt() {
        Node node = NODES.node("h100");
        assertThat(node.capacity().cpu()).hasToString("191.5");
        assertThat(node.capacity().memory()).hasToString("2Ti");
        assertThat(node.capacity().ephemeral()).isEqualTo(new Bytes(1000));
        assertThat(node.capacity().pods()).isEqualTo(250);
        assertThat(node.capacity().extended()).containsOnly(java.util.Map.entry("rdma/ib", 4L));
        assertThat(node.cordoned()).isTrue();
        assertThat(node.taints())
                .containsExactly(
                        new Taint("nvidia.com/gpu", "present", Taint.Effect.NO_SCHEDULE),
                        new Taint("spot", "", Taint.Effect.PREFER_NO_SCHEDULE));
    }

    @Test
    void gpusAreTheHealthyOnesWithTheMemoryTheDriverLeaves() {
        assertThat(NODES.node("h100").gpus()).isEqualTo(new Gpus("NVIDIA-H100-80GB-HBM3", Bytes.ofMib(81000), 7));
        assertThat(NODES.node("unlabelled").gpus()).isEqualTo(new Gpus("", Bytes.ZERO, 1));
    }

    @Test
    void aReplicaOfASharedGpuCountsAsAGpu() {
        assertThat(NODES.node("shared").gpus()).isEqualTo(new Gpus("Tesla-T4-SHARED", Bytes.ofMib(3840), 4));
        assertThat(NODES.warnings())
                .contains("-:25: Node shared: shares each GPU among 4 replicas; one replica counts as a GPU here, and a"
                        + " fraction is a fraction of a replica");
    }

    @Test
    void migInstancesAndOtherVendorsStayCountedResources() {
        assertThat(NODES.node("mig").gpus()).isEqualTo(Gpus.NONE);
        assertThat(NODES.node("mig").capacity().extended())
                .containsOnly(java.util.Map.entry("nvidia.com/mig-1g.5gb", 7L));
        assertThat(NODES.node("amd").capacity().extended()).containsOnly(java.util.Map.entry("amd.com/gpu", 2L));
    }

    @Test
    void whatANodeDoesNotSayIsTakenAsUsual() {
        assertThat(NODES.node("amd").capacity().pods()).isEqualTo(110);
        assertThat(NODES.node("amd").capacity().ephemeral()).isEqualTo(Capacity.UNSTATED);
        assertThat(NODES.warnings())
                .contains("-:37: Node bare: states nothing allocatable, so nothing fits on it; give it"
                        + " status.allocatable");
    }

    @Test
    void whatMakesNoSenseCountsAsNothingAndIsSaid() {
        Node odd = NODES.node("odd");
        assertThat(odd.capacity().cpu().milli()).isZero();
        assertThat(odd.gpus()).isEqualTo(new Gpus("", Bytes.ZERO, 64));
        assertThat(odd.taints()).containsExactly(new Taint("a", "", Taint.Effect.NO_SCHEDULE));
        assertThat(NODES.warnings())
                .contains(
                        "-:44: Node odd: status.allocatable.cpu: “eight” is not a quantity; write a number with a unit"
                                + " as in 500m, 2 or 1.5Gi",
                        "-:44: Node odd: status.allocatable[nvidia.com/gpu]: 100 GPUs on one node are more than Kerf"
                                + " handles; the first 64 are used",
                        "-:40: Node odd: metadata.labels[nvidia.com/gpu.memory]: “lots” is not a whole number from 0 to"
                                + " 67108864",
                        "-:42: Node odd: spec.taints[0].effect: “Sometimes” is none of NoSchedule, PreferNoSchedule and"
                                + " NoExecute; taken as NoSchedule");
    }
}
