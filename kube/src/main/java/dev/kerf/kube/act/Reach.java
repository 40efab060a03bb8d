package dev.kerf.kube.act;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far an intent may reach. It is carried out with Kerf's rights by whoever finds it, and whoever may annotate the object
 * could have written it. So it is believed as far as the object itself and its pods, in the fields that Kerf changes.
 */
final class Reach {
    /** Words of a path with spaces between; the items of a list have no name of their own. */
    private static final Pattern SIZES = Pattern.compile("(spec (template|jobTemplate spec template) )?"
            + "(metadata annotations (gpu-fraction|kerf\\.dev/gpu-portion)"
            + "|spec containers( (name|resources( .*)?))?"
            + "|spec nodeSelector( .*)?)");

    private static final Pattern NUMBERS =
            Pattern.compile("spec (replicas|suspend)|metadata annotations (kubeflow-resource-stopped|kerf\\.dev/size)");
    private static final Pattern CORDON = Pattern.compile("spec unschedulable");

    private Reach() {}

    /** Whether all of an intent's steps are such as its object may carry. */
    static boolean covers(Live anchor, List<Step> steps) {
        return steps.stream().allMatch(step -> covers(anchor, step));
    }

    private static boolean covers(Live anchor, Step step) {
        Place place = step.place();
        boolean itself = place.equals(anchor.place());
        if (anchor.place().kind().equals("Node")) {
            return step.how() == Step.How.EVICT
                    ? place.kind().equals("Pod") && step.forward().equals(Step.standsOn(anchor))
                    : itself && within(step.how() == Step.How.RELEASE ? step.forwardOnly() : step, CORDON);
        }
        boolean ofIt = place.kind().equals("Pod")
                && place.namespace().equals(anchor.place().namespace());
        if (step.how() == Step.How.EVICT) {
            boolean own = ofIt && step.forward().equals(Step.ownedBy(anchor));
            return own && within(new Step(step.how(), step.path(), step.uid(), step.back(), Map.of()), SIZES);
        }
        return step.reversible() && (itself || ofIt) && (within(step, SIZES) || (itself && within(step, NUMBERS)));
    }

    private static boolean within(Step step, Pattern fields) {
        return Stream.concat(paths("", step.forward()), paths("", step.back()))
                .allMatch(path -> fields.matcher(path).matches());
    }

    private static Stream<String> paths(String to, @Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map
            when !map.isEmpty() || to.isEmpty() ->
                map.entrySet().stream().flatMap(e -> paths(to + (to.isEmpty() ? "" : " ") + e.getKey(), e.getValue()));
            case List<?> list when !list.isEmpty() -> list.stream().flatMap(item -> paths(to, item));
            case null, default -> Stream.of(to);
        };
    }
}
