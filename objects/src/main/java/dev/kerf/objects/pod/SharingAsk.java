package dev.kerf.objects.pod;

import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.reason.Reason;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.resource.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a pod asks of shared GPUs, and nothing else of it: for whoever admits pods.
 *
 * @param need      the part it asks; none where it asks no part, or what it asks makes no sense
 * @param container who is told the GPU
 * @param refusals  why that makes no sense, in the words of every other reader
 */
public record SharingAsk(GpuNeed need, TargetContainer container, List<Reason> refusals) {
    private static final String ANNOTATIONS = "metadata.annotations";

    /** What the pod object asks. */
    public static SharingAsk of(Item pod) {
        Field spec = pod.root().get("spec");
        Field annotations = pod.root().at("metadata", "annotations");
        long whole = new Requests(spec, spec.absent()).total().get(Amounts.GPU);
        GpuAsk ask = GpuAsk.of(annotations, spec, whole);
        List<Reason> refusals = new ArrayList<>(ask.refusals());
        pod.problems().stream()
                .filter(p -> p.field().startsWith(ANNOTATIONS))
                .map(SpecReader::refusal)
                .forEach(refusals::add);
        GpuNeed need = ask.need() instanceof GpuNeed.Whole ? new GpuNeed.None() : ask.need();
        return new SharingAsk(need, TargetContainer.of(annotations, spec), refusals);
    }

    /** What the pod says about sharing, as written. It is settled when the pod is made. */
    public static Map<String, String> written(Item pod) {
        Map<String, String> annotations =
                pod.root().at("metadata", "annotations").texts();
        annotations
                .keySet()
                .retainAll(
                        List.of(SharingKeys.FRACTION, SharingKeys.MEMORY, SharingKeys.DEVICES, SharingKeys.CONTAINER));
        return annotations;
    }
}
