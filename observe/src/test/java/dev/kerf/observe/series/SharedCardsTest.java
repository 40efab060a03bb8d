package dev.kerf.observe.series;

import static dev.kerf.observe.series.Told.NOTHING;
import static dev.kerf.observe.series.Told.card;
import static dev.kerf.observe.series.Told.container;
import static dev.kerf.observe.series.Told.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Lack;
import dev.kerf.core.use.Rung;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.observe.prometheus.Labels;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What those who share a GPU do on it: by who tells containers apart, by the card's own counters, or not known at all. */
class SharedCardsTest {
    private static final String SM = "DCGM_FI_PROF_SM_ACTIVE";
    private static final String UTIL = "DCGM_FI_DEV_GPU_UTIL";
    private static final String USED = "DCGM_FI_DEV_FB_USED";
    private static final String POWER = "DCGM_FI_DEV_POWER_USAGE";
    private static final String MEMORY = "container_memory_working_set_bytes";
    private static final String KUBEX_SM = "kubex_gpu_container_sm_utilization_percent_seconds_total";
    private static final String KUBEX_MEMORY = "kubex_gpu_container_memory_bytes";
    private static final String HAMI_UTIL = "hami_container_device_utilization_ratio";
    private static final double GIB = 1L << 30;
    private final Told told = new Told();

    /** Of pods of team by their names, and of {@code reservation}, which keeps a card for some of them. */
    private record Keeping(List<Holder> sharing) implements Owners {
        static Keeping cardFor(String... pods) {
            return new Keeping(
                    Arrays.stream(pods).map(pod -> new Holder("team", pod, "")).toList());
        }

        @Override
        public String workload(String namespace, String pod) {
            return "Pod/" + pod;
        }

        @Override
        public boolean reserves(String namespace, String pod) {
            return pod.equals("reservation");
        }

        @Override
        public List<Holder> sharers(String namespace, String pod) {
            return reserves(namespace, pod) ? sharing : List.of();
        }
    }

    /** As gpu-process-exporter labels it. */
    private static Labels kubex(String uuid, String pod) {
        return labels(
                "node",
                "n1",
                "namespace",
                "team",
                "pod",
                pod,
                "container",
                "main",
                "gpu_allocation_type",
                "KaiScheduler",
                "gpu_uuid",
                uuid);
    }

    /** As vGPUmonitor labels it, scraped with its target's labels first; it does not name the node. */
    private static Labels hami(String uuid, String pod) {
        return labels(
                "exported_namespace",
                "team",
                "exported_pod",
                pod,
                "exported_container",
                "main",
                "pod",
                "hami-device-plugin-x",
                "device_uuid",
                uuid,
                "vdevice_index",
                "0");
    }

    private Seen seen(Owners owners, String pod, Signal signal) {
        Map<Seat, Map<Signal, Seen>> all = told.history(owners).of("team", "Pod/" + pod);
        return all.values().stream()
                .map(signals -> signals.get(signal))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError(all.toString()));
    }

    private List<String> lacks(Owners owners) {
        return told.history(owners).lacks().stream().map(Lack::name).toList();
    }

    private Told kept() {
        return told.says(SM, card("GPU-1", "reservation"), 0.6)
                .says(USED, card("GPU-1", "reservation"), 30 * 1024)
                .says(MEMORY, container("a"), 1e9)
                .says(MEMORY, container("b"), 1e9)
                .owner("kube_pod_owner", "namespace", "x", "pod", "y", "owner_kind", "Job", "owner_name", "j");
    }

    @Test
    void whoTellsContainersApartIsBelievedOfAKeptCard() {
        kept().says(KUBEX_SM, kubex("GPU-1", "a"), 12.5).says(KUBEX_SM, kubex("GPU-1", "b"), 50);
        told.says(KUBEX_MEMORY, kubex("GPU-1", "a"), 5 * GIB).says(KUBEX_MEMORY, kubex("GPU-1", "b"), 20 * GIB);
        Keeping owners = Keeping.cardFor("a", "b");
        Seen activity = seen(owners, "a", Signal.ACTIVITY);
        assertThat(activity.track().max()).isEqualTo(0.125);
        assertThat(activity.rung()).isEqualTo(Rung.KUBEX_SM);
        assertThat(activity.attribution()).isEqualTo(Attribution.KUBEX);
        assertThat(seen(owners, "b", Signal.GPU_MEMORY).track().max()).isEqualTo(20 * GIB);
        assertThat(told.history(owners).gpus()).hasSize(1);
        assertThat(lacks(owners)).isEmpty();
    }

    @Test
    void hamisRatioIsInPercentAndItsCardIsTheOneThatOthersTellOf() {
        kept().says(HAMI_UTIL, hami("GPU-1", "a"), 25)
                .says("hami_container_device_memory_bytes", hami("GPU-1", "a"), 3 * GIB);
        Keeping owners = Keeping.cardFor("a", "b");
        Seen activity = seen(owners, "a", Signal.ACTIVITY);
        assertThat(activity.track().max()).isEqualTo(0.25);
        assertThat(activity.rung()).isEqualTo(Rung.HAMI_UTIL);
        assertThat(seen(owners, "a", Signal.GPU_MEMORY).attribution()).isEqualTo(Attribution.HAMI);
        assertThat(told.history(owners).of("team", "Pod/a").keySet())
                .extracting(Seat::device)
                .containsExactly("", "GPU-1");
        assertThat(seen(owners, "b", Signal.ACTIVITY).attribution()).isEqualTo(Attribution.COPIED);
        assertThat(lacks(owners)).containsExactly("gpu-shared");
    }

    @Test
    void theGaugeOfOlderBuildsIsRead() {
        told.says("kubex_gpu_container_sm_utilization_percent", kubex("GPU-1", "a"), 40);
        assertThat(seen(Owners.unknown(), "a", Signal.ACTIVITY).track().max()).isCloseTo(0.4, within(1e-6));
        assertThat(told.history().gpus()).as("nobody tells of the card itself").isEmpty();
    }

    @Test
    void ofASharedCardThatAloneIsMeasuredNothingIsKnownAndThatIsSaid() {
        kept();
        Keeping owners = Keeping.cardFor("a", "b");
        assertThat(seen(owners, "a", Signal.ACTIVITY).attribution().own()).isFalse();
        assertThat(seen(owners, "b", Signal.GPU_MEMORY).attribution().own()).isFalse();
        assertThat(lacks(owners)).containsExactly("gpu-shared");
        Lack lack = told.history(owners).lacks().getFirst();
        assertThat(lack.message())
                .isEqualTo("1 of 1 GPUs are shared while only the GPU is measured: what each of 2 on them does is not"
                        + " known, team/a:main among them; Kubex' gpu-process-exporter or HAMi's monitor tells it");
        assertThat(lack.mend()).contains("kind: DaemonSet", "gpu-process-exporter:v1.1.0", "honorLabels: true");
        assertThat(lack.worth()).isEqualTo(0.6);
    }

    @Test
    void theOnlyHolderOfAKeptCardHasItsFiguresSinceItIsThere() {
        told.says(SM, card("GPU-1", "reservation"), 0.9, 0.9, 0.9, 0.3)
                .says(MEMORY, container("a"), NOTHING, NOTHING, NOTHING, 1e9)
                .owner("kube_pod_owner", "namespace", "x", "pod", "y", "owner_kind", "Job", "owner_name", "j");
        Keeping owners = Keeping.cardFor("a");
        Seen activity = seen(owners, "a", Signal.ACTIVITY);
        assertThat(activity.attribution()).isEqualTo(Attribution.ONLY_HOLDER);
        assertThat(activity.rung()).isEqualTo(Rung.SM_ACTIVE);
        assertThat(activity.track().max()).isCloseTo(0.3, within(1e-6));
        assertThat(activity.track().count()).isEqualTo(9);
        assertThat(activity.trust().coverage()).isEqualTo(1);
        assertThat(told.history(owners).of("team", "Pod/a").lastKey().container())
                .isEqualTo("main");
        assertThat(lacks(owners)).isEmpty();
    }

    @Test
    void whoWasNotThereYetSharedNothing() {
        told.says(SM, card("GPU-1", "reservation"), 0.3).says(MEMORY, container("a"), 1e9);
        Keeping owners = Keeping.cardFor("a", "to-come");
        assertThat(seen(owners, "a", Signal.ACTIVITY).attribution()).isEqualTo(Attribution.ONLY_HOLDER);
        assertThat(told.history(owners).workloads()).containsExactly("team/Pod/a");
    }

    @Test
    void whileItWasAloneItsFiguresAreKnownAndWhileItWasNotTheyAreMissed() {
        told.says(SM, card("GPU-1", "reservation"), 0.3, 0.3, 0.9)
                .says(MEMORY, container("a"), 1e9)
                .says(MEMORY, container("b"), NOTHING, NOTHING, 1e9, 1e9, 1e9, NOTHING);
        Keeping owners = Keeping.cardFor("a", "b");
        Seen alone = seen(owners, "a", Signal.ACTIVITY);
        assertThat(alone.attribution()).isEqualTo(Attribution.ONLY_HOLDER);
        assertThat(alone.track().value(1)).isEqualTo(0.3f);
        assertThat(alone.track().value(2)).isNaN();
        assertThat(alone.trust().missing()).isEqualTo(3);
        Seen guest = seen(owners, "b", Signal.ACTIVITY);
        assertThat(guest.attribution()).isEqualTo(Attribution.COPIED);
        assertThat(guest.track().count()).isEqualTo(3);
        assertThat(lacks(owners)).contains("gpu-shared");
    }

    @Test
    void whoKeepsACardIsNobodysWork() {
        kept().says(MEMORY, container("reservation"), 1e6).says(KUBEX_MEMORY, kubex("GPU-1", "reservation"), 0);
        assertThat(told.history(Keeping.cardFor("a")).workloads()).containsExactly("team/Pod/a", "team/Pod/b");
        assertThat(told.history(Keeping.cardFor()).workloads()).containsExactly("team/Pod/a", "team/Pod/b");
    }

    @Test
    void whoHasACardToItselfIsReadFromTheCardsOwnCounters() {
        told.says(SM, card("GPU-1", "a"), 0.25).says(KUBEX_SM, kubex("GPU-1", "a"), 90);
        Seen activity = seen(Owners.unknown(), "a", Signal.ACTIVITY);
        assertThat(activity.track().max()).isEqualTo(0.25);
        assertThat(activity.attribution()).isEqualTo(Attribution.WHOLE_DEVICE);
    }

    @Test
    void figuresOfACardThatStandUnderTheLastPodOnlyAreNotItsOwn() {
        told.says(SM, card("GPU-1", "a"), 0.75).says(POWER, card("GPU-1", "a"), 300);
        told.says(KUBEX_SM, kubex("GPU-1", "a"), 50).says(KUBEX_SM, kubex("GPU-1", "b"), 25);
        assertThat(seen(Owners.unknown(), "a", Signal.ACTIVITY).track().max()).isEqualTo(0.5);
        assertThat(seen(Owners.unknown(), "b", Signal.ACTIVITY).track().max()).isEqualTo(0.25);
        assertThat(seen(Owners.unknown(), "a", Signal.POWER).attribution()).isEqualTo(Attribution.COPIED);
    }

    @Test
    void aRungThatIsToldByProcessComesBeforeAHigherOneThatIsCopied() {
        told.says(SM, card("GPU-1", "a"), 0.75).says(SM, card("GPU-1", "b"), 0.75);
        told.says(UTIL, card("GPU-1", "a"), 50).says(UTIL, card("GPU-1", "b"), 25);
        Seen activity = seen(Owners.unknown(), "a", Signal.ACTIVITY);
        assertThat(activity.rung()).isEqualTo(Rung.GPU_UTIL);
        assertThat(activity.track().max()).isEqualTo(0.5);
        assertThat(activity.attribution()).isEqualTo(Attribution.PER_PROCESS);
        assertThat(lacks(Owners.unknown())).doesNotContain("gpu-duplicated");
    }

    @Test
    void aCounterThatBeganAnewSaysNothingOnce() {
        told.says(KUBEX_SM, kubex("GPU-1", "a"), 50).guard(KUBEX_SM, kubex("GPU-1", "a"), NOTHING, 1, NOTHING);
        assertThat(seen(Owners.unknown(), "a", Signal.ACTIVITY).track().value(1))
                .isNaN();
        assertThat(seen(Owners.unknown(), "a", Signal.ACTIVITY).track().count()).isEqualTo(11);
    }
}
