package dev.kerf.observe.series;

import static dev.kerf.observe.series.Told.NOTHING;
import static dev.kerf.observe.series.Told.card;
import static dev.kerf.observe.series.Told.container;
import static dev.kerf.observe.series.Told.labels;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Doubt;
import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.Rung;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.observe.prometheus.Labels;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What exporters say, and which signals it becomes. */
class SignalsTest {
    private static final String SM = "DCGM_FI_PROF_SM_ACTIVE";
    private static final String GR = "DCGM_FI_PROF_GR_ENGINE_ACTIVE";
    private static final String UTIL = "DCGM_FI_DEV_GPU_UTIL";
    private static final String USED = "DCGM_FI_DEV_FB_USED";
    private static final String CPU = "container_cpu_usage_seconds_total";
    private final Told told = new Told();

    private Seen seen(String pod, Signal signal) {
        Map<Signal, Seen> all =
                told.history().of("team", "Pod/" + pod).values().iterator().next();
        return Objects.requireNonNull(all.get(signal), all::toString);
    }

    @Test
    void activityIsReadFromTheHighestRungThatIsThere() {
        told.says(SM, card("GPU-1", "a"), 0.25)
                .says(GR, card("GPU-1", "a"), 0.5)
                .says(UTIL, card("GPU-1", "a"), 100);
        told.says(UTIL, card("GPU-2", "b"), 80);
        assertThat(seen("a", Signal.ACTIVITY).track().max()).isEqualTo(0.25);
        assertThat(seen("a", Signal.ACTIVITY).rung()).isEqualTo(Rung.SM_ACTIVE);
        assertThat(seen("b", Signal.ACTIVITY).track().max())
                .isCloseTo(0.8, org.assertj.core.api.Assertions.within(1e-6));
        assertThat(seen("b", Signal.ACTIVITY).rung()).isEqualTo(Rung.GPU_UTIL);
    }

    @Test
    void aRungThatCannotBeBelievedIsPassed() {
        told.says(SM, card("GPU-1", "a"), 1000, 0.5).says(GR, card("GPU-1", "a"), 0.75);
        Seen activity = seen("a", Signal.ACTIVITY);
        assertThat(activity.track().value(0)).isEqualTo(0.75f);
        assertThat(activity.track().value(1)).isEqualTo(0.5f);
        assertThat(activity.rung()).isEqualTo(Rung.GR_ENGINE_ACTIVE);
        assertThat(told.history().lacks()).extracting("name").contains("impossible-values");
    }

    @Test
    void aHundredThousandPercentIsRefusedAndCounted() {
        told.says(UTIL, card("GPU-1", "a"), 100_000, 40);
        Seen activity = seen("a", Signal.ACTIVITY);
        assertThat(activity.track().value(0)).isNaN();
        assertThat(activity.trust().refused()).containsEntry(Doubt.IMPOSSIBLE, 1L);
        assertThat(activity.trust().taken()).isEqualTo(11);
    }

    @Test
    void anAbsurdValueThatTheMeanHidesIsRefused() {
        told.says(UTIL, card("GPU-1", "a"), 60).guard(UTIL, card("GPU-1", "a"), NOTHING, 900, NOTHING);
        Seen activity = seen("a", Signal.ACTIVITY);
        assertThat(activity.track().value(1)).isNaN();
        assertThat(activity.trust().refused()).containsEntry(Doubt.IMPOSSIBLE, 1L);
    }

    @Test
    void aCounterThatBeganAnewSaysNothingOnce() {
        told.says(CPU, container("a"), 2).guard(CPU, container("a"), NOTHING, NOTHING, 1, NOTHING);
        Seen cpu = seen("a", Signal.CPU);
        assertThat(cpu.track().value(2)).isNaN();
        assertThat(cpu.trust().refused()).containsEntry(Doubt.COUNTER_RESET, 1L);
        assertThat(cpu.trust().taken()).isEqualTo(11);
    }

    @Test
    void whatIsAbsentIsMissedAndNotZero() {
        told.says(CPU, container("a"), 2, 2, NOTHING, NOTHING, 2)
                .says("container_memory_working_set_bytes", container("a"), 1e9);
        Seen cpu = seen("a", Signal.CPU);
        assertThat(cpu.trust().expected()).isEqualTo(12);
        assertThat(cpu.trust().missing()).isEqualTo(2);
        assertThat(cpu.track().count()).isEqualTo(10);
    }

    @Test
    void whatIsNoNumberIsCounted() {
        told.says(USED, card("GPU-1", "a"), Double.NaN, 1024);
        Seen memory = seen("a", Signal.GPU_MEMORY);
        assertThat(memory.trust().refused()).containsEntry(Doubt.NOT_A_NUMBER, 1L);
        assertThat(memory.track().max()).isEqualTo(1L << 30);
    }

    @Test
    void heldDownClocksAreCountedInNanoseconds() {
        told.says("DCGM_FI_DEV_POWER_VIOLATION", card("GPU-1", "a"), 2.5e8);
        assertThat(seen("a", Signal.POWER_CAPPED).track().max()).isEqualTo(0.25);
    }

    @Test
    void anExporterThatCountsMicrosecondsIsFoundOut() {
        told.says("DCGM_FI_DEV_POWER_VIOLATION", card("GPU-1", "a"), 0, 2.5e5, 9.9e5);
        assertThat(seen("a", Signal.POWER_CAPPED).track().value(1)).isEqualTo(0.25f);
        assertThat(told.history().lacks()).extracting("name").contains("violation-unit");
    }

    @Test
    void theFirstCounterOfLinksThatIsThereIsRead() {
        told.says("DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL", card("GPU-1", "a"), 3)
                .says("DCGM_FI_PROF_NVLINK_TX_BYTES", card("GPU-1", "a"), 1e9)
                .says("DCGM_FI_PROF_NVLINK_RX_BYTES", card("GPU-1", "a"), 2e9);
        assertThat(seen("a", Signal.NVLINK).track().max()).isEqualTo(3e9);
    }

    @Test
    void theExportersOwnPodHoldsNoGpu() {
        Labels free = labels("Hostname", "n1", "UUID", "GPU-9", "pod", "dcgm-exporter-x", "namespace", "gpu-operator");
        told.says(UTIL, free, 0).says(UTIL, card("GPU-1", "a"), 10);
        assertThat(told.history().workloads()).containsExactly("team/Pod/a");
        assertThat(told.history().gpus().keySet()).extracting(Gpu::name).containsExactly("GPU-1", "GPU-9");
    }

    @Test
    void labelsOfOtherExportersAndVersionsAreRead() {
        Labels plain = labels(
                "hostname", "n2", "UUID", "GPU-5", "gpu", "3", "namespace", "team", "pod", "a", "container", "main");
        told.says(UTIL, plain, 10);
        Gpu gpu = told.history().gpus().firstKey();
        assertThat(gpu).isEqualTo(new Gpu("n2", 3, "GPU-5", ""));
        assertThat(seen("a", Signal.ACTIVITY).attribution()).isEqualTo(Attribution.WHOLE_DEVICE);
    }

    @Test
    void figuresThatAreTheSameUnderEachPodAreCopies() {
        told.says(UTIL, card("GPU-1", "a"), 10, 70, 30).says(UTIL, card("GPU-1", "b"), 10, 70, 30);
        assertThat(seen("a", Signal.ACTIVITY).attribution()).isEqualTo(Attribution.COPIED);
        assertThat(seen("b", Signal.ACTIVITY).trust().worth()).isEqualTo(0.6);
        assertThat(told.history().lacks()).extracting("name").contains("gpu-duplicated");
        assertThat(told.history().gpus()).hasSize(1);
    }

    @Test
    void figuresThatDifferAreOfTheirProcesses() {
        told.says(UTIL, card("GPU-1", "a"), 10, 70, 30).says(UTIL, card("GPU-1", "b"), 20, 0, 5);
        assertThat(seen("a", Signal.ACTIVITY).attribution()).isEqualTo(Attribution.PER_PROCESS);
    }

    @Test
    void whoComesAfterAnotherHasTheDeviceToItself() {
        told.says(UTIL, card("GPU-1", "a"), 10, NOTHING).says(UTIL, card("GPU-1", "b"), NOTHING, 10);
        assertThat(seen("a", Signal.ACTIVITY).attribution()).isEqualTo(Attribution.WHOLE_DEVICE);
    }

    @Test
    void anInstanceIsAGpuOfItsOwn() {
        Map<String, String> instance =
                new java.util.TreeMap<>(card("GPU-1", "a").values());
        instance.put("GPU_I_ID", "7");
        told.says(SM, new Labels(instance), 0.3);
        assertThat(told.history().of("team", "Pod/a").firstKey().device()).isEqualTo("GPU-1/7");
        assertThat(seen("a", Signal.ACTIVITY).attribution()).isEqualTo(Attribution.MIG_INSTANCE);
    }

    @Test
    void thePodThatReservesAGpuStandsForThoseWhoShareIt() {
        told.says(UTIL, card("GPU-1", "reservation"), 30);
        Owners cluster = new Owners() {
            @Override
            public String workload(String namespace, String pod) {
                return "Deployment/" + pod;
            }

            @Override
            public List<Holder> sharers(String namespace, String pod) {
                return List.of(new Holder("x", "p", "main"), new Holder("x", "q", "main"));
            }
        };
        Seen share = Objects.requireNonNull(told.history(cluster)
                .of("x", "Deployment/p")
                .values()
                .iterator()
                .next()
                .get(Signal.ACTIVITY));
        assertThat(share.attribution()).isEqualTo(Attribution.COPIED);
    }

    @Test
    void aPodBelongsToWhomAPersonKnows() {
        told.says(CPU, container("web-abc-1"), 1)
                .says(CPU, container("nightly-5-x"), 1)
                .owner(
                        "kube_pod_owner",
                        "namespace",
                        "team",
                        "pod",
                        "web-abc-1",
                        "owner_kind",
                        "ReplicaSet",
                        "owner_name",
                        "web-abc")
                .owner(
                        "kube_replicaset_owner",
                        "namespace",
                        "team",
                        "replicaset",
                        "web-abc",
                        "owner_kind",
                        "Deployment",
                        "owner_name",
                        "web")
                .owner(
                        "kube_pod_owner",
                        "namespace",
                        "team",
                        "pod",
                        "nightly-5-x",
                        "owner_kind",
                        "Job",
                        "owner_name",
                        "nightly-5")
                .owner(
                        "kube_job_owner",
                        "namespace",
                        "team",
                        "job_name",
                        "nightly-5",
                        "owner_kind",
                        "CronJob",
                        "owner_name",
                        "nightly");
        assertThat(told.history().workloads()).containsExactly("team/CronJob/nightly", "team/Deployment/web");
    }

    @Test
    void theClusterKnowsOwnersBest() {
        told.says(CPU, container("a"), 1)
                .owner(
                        "kube_pod_owner",
                        "namespace",
                        "team",
                        "pod",
                        "a",
                        "owner_kind",
                        "ReplicaSet",
                        "owner_name",
                        "r");
        assertThat(told.history((namespace, pod) -> "Notebook/" + pod).workloads())
                .containsExactly("team/Notebook/a");
    }

    @Test
    void trafficIsThePodsAndAllItsInterfaces() {
        told.says(
                        "container_network_receive_bytes_total",
                        labels("namespace", "team", "pod", "a", "interface", "eth0"),
                        10)
                .says(
                        "container_network_receive_bytes_total",
                        labels("namespace", "team", "pod", "a", "interface", "eth1"),
                        5)
                .says(
                        "container_network_transmit_bytes_total",
                        labels("namespace", "team", "pod", "a", "interface", "eth0"),
                        1);
        Seat pod = told.history().of("team", "Pod/a").firstKey();
        assertThat(pod.container()).isEmpty();
        assertThat(seen("a", Signal.NETWORK).track().max()).isEqualTo(16);
    }

    @Test
    void theSameToldTwiceIsToldOnce() {
        Map<String, String> other = new java.util.TreeMap<>(container("a").values());
        other.put("prometheus_replica", "1");
        told.says(CPU, container("a"), 2).says(CPU, new Labels(other), 2, NOTHING);
        assertThat(seen("a", Signal.CPU).track().max()).isEqualTo(2);
    }

    @Test
    void enginesTellOfTheirRequests() {
        Labels engine = labels("namespace", "team", "pod", "a", "container", "main", "model_name", "m");
        told.says("vllm:num_requests_waiting", engine, 4)
                .says("vllm:kv_cache_usage_perc", engine, 0.9)
                .says("vllm:num_preemptions_total", engine, 0.5)
                .says("vllm:request_success_total", engine, 3)
                .says("vllm:e2e_request_latency_seconds_bucket", engine, 1.5);
        assertThat(seen("a", Signal.WAITING).track().max()).isEqualTo(4);
        assertThat(seen("a", Signal.KV_CACHE).track().max())
                .isCloseTo(0.9, org.assertj.core.api.Assertions.within(1e-6));
        assertThat(seen("a", Signal.PREEMPTIONS).track().max()).isEqualTo(0.5);
        assertThat(seen("a", Signal.REQUESTS).track().max()).isEqualTo(3);
    }

    @Test
    void theHealthOfAGpuIsRead() {
        told.says("DCGM_FI_DEV_ROW_REMAP_FAILURE", card("GPU-1", "a"), 0, 1)
                .says("DCGM_FI_DEV_ECC_DBE_VOL_TOTAL", card("GPU-1", "a"), 2)
                .says("DCGM_FI_DEV_ECC_DBE_AGG_TOTAL", card("GPU-1", "a"), 7);
        Map<Signal, Seen> gpu = told.history().gpus().values().iterator().next();
        assertThat(Objects.requireNonNull(gpu.get(Signal.REMAP_FAILED)).track().max())
                .isEqualTo(1);
        assertThat(Objects.requireNonNull(gpu.get(Signal.MEMORY_ERRORS)).track().max())
                .isEqualTo(2);
        assertThat(Objects.requireNonNull(gpu.get(Signal.MEMORY_ERRORS_EVER))
                        .track()
                        .max())
                .isEqualTo(7);
    }
}
