package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Work;
import dev.kerf.core.model.Share;
import dev.kerf.core.use.Lack;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose work holds GPUs.
 *
 * @param held       GPUs that anybody's work holds
 * @param nobodys    GPUs that work without an owner's label holds
 * @param namespaces of such work
 */
record Owners(double held, double nobodys, Set<String> namespaces) {
    /** A part so small is left alone. */
    static final double LEAST = 0.02;

    private static final List<String> LABELS = List.of(
            "kerf.dev/team",
            "team",
            "owner",
            "cost-center",
            "app.kubernetes.io/part-of",
            "kerf.dev/queue",
            "kai.scheduler/queue",
            "kueue.x-k8s.io/queue-name");

    static Owners of(Scene scene) {
        double held = 0;
        double nobodys = 0;
        Set<String> namespaces = new TreeSet<>();
        for (Work work : scene.works()) {
            double gpus = work.held() / (double) Share.WHOLE;
            held += gpus;
            Set<String> labels = work.first().labels().keySet();
            if (gpus > 0 && LABELS.stream().noneMatch(labels::contains)) {
                nobodys += gpus;
                namespaces.add(work.namespace());
            }
        }
        return new Owners(held, nobodys, namespaces);
    }

    double part() {
        return held == 0 ? 0 : nobodys / held;
    }

    Lack lack() {
        return new Lack(
                "owner-unknown",
                1 - part(),
                "%s of the GPUs held are of work without any of the labels %s, in namespaces %s"
                        .formatted(Words.percent(part()), LABELS, String.join(", ", namespaces)),
                policy());
    }

    /** Reports at first: what it would refuse is seen before it does. */
    private String policy() {
        return """
                apiVersion: kyverno.io/v1
                kind: ClusterPolicy
                metadata:
                  name: gpu-pods-have-a-team
                spec:
                  validationFailureAction: Audit
                  rules:
                  - name: team
                    match:
                      any:
                      - resources:
                          kinds: [Pod]
                          namespaces: [%s]
                    preconditions:
                      all:
                      - key: "{{ request.object.spec.containers[].resources.limits.\\"nvidia.com/gpu\\" | length(@) }}"
                        operator: GreaterThan
                        value: 0
                    validate:
                      message: GPU pods carry the label team.
                      pattern:
                        metadata:
                          labels:
                            team: "?*"
                """.formatted(String.join(", ", namespaces));
    }
}
