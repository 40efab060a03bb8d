package dev.kerf.kube.act;

import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Guard;
import dev.kerf.objects.read.Field;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Guards about others who have the same object in hand: autoscalers, Karpenter, and what applies it from a repository. */
final class OtherHands {
    private static final Set<String> GITOPS_MANAGERS = Set.of(
            "argocd-controller", "argocd-application-controller", "kustomize-controller", "helm-controller", "flux");

    private static final Map<String, String> GITOPS_KEYS = new TreeMap<>(Map.of(
            "argocd.argoproj.io/tracking-id", "Argo CD",
            "argocd.argoproj.io/instance", "Argo CD",
            "kustomize.toolkit.fluxcd.io/name", "Flux",
            "helm.toolkit.fluxcd.io/name", "Flux"));
    private static final String NODE_POOL = "karpenter.sh/nodepool";
    private static final String LEFT_ALONE = "karpenter.sh/do-not-disrupt";

    private OtherHands() {}

    static List<Guard> of(Action action, Look look, SizingPolicy policy) {
        return List.of(
                hpa(action, look),
                vpa(action, look),
                keda(action, look),
                gitops(action, look, policy),
                karpenter(action, look));
    }

    private static Guard hpa(Action action, Look look) {
        Optional<Live> found = scaler(look, "HorizontalPodAutoscaler", "scaleTargetRef")
                .filter(hpa ->
                        action instanceof Action.Scale || (action instanceof Action.Requests r && driven(hpa, r)))
                .findFirst();
        return guard(
                "managed-by-hpa",
                found.map(hpa -> "%s scales %s%s; change it there, or the change would work against it"
                        .formatted(
                                hpa,
                                look.anchor(),
                                action instanceof Action.Scale ? "" : " by a part of what it requests")),
                "no HorizontalPodAutoscaler goes by what would change");
    }

    /** Whether the autoscaler goes by a part of what a container requests, of something that would change. */
    private static boolean driven(Live hpa, Action.Requests requests) {
        return hpa.root().at("spec", "metrics").items().stream()
                .map(metric ->
                        metric.get("resource").present() ? metric.get("resource") : metric.get("containerResource"))
                .filter(metric -> metric.at("target", "type").text().equals("Utilization"))
                .map(metric -> metric.get("name").text())
                .anyMatch(name -> (name.equals("cpu") && requests.cpu() != null)
                        || (name.equals("memory") && requests.memory() != null));
    }

    private static Guard vpa(Action action, Look look) {
        Optional<Live> found = scaler(look, "VerticalPodAutoscaler", "targetRef")
                .filter(vpa -> !vpa.root()
                        .at("spec", "updatePolicy", "updateMode")
                        .text()
                        .equals("Off"))
                .filter(vpa -> action instanceof Action.Requests r && sizes(vpa, r))
                .findFirst();
        return guard(
                "managed-by-vpa",
                found.map(vpa -> vpa + " sizes " + look.anchor() + "; set its update mode to Off, or leave it to it"),
                "no VerticalPodAutoscaler sizes what would change");
    }

    private static boolean sizes(Live vpa, Action.Requests requests) {
        List<Field> policies =
                vpa.root().at("spec", "resourcePolicy", "containerPolicies").items();
        Optional<Field> own = policies.stream()
                .filter(p -> p.get("containerName").text().equals(requests.of().container()))
                .findFirst()
                .or(() -> policies.stream()
                        .filter(p -> p.get("containerName").text().equals("*"))
                        .findFirst());
        List<String> controlled =
                own.map(p -> p.get("controlledResources").list()).orElse(List.of());
        boolean off = own.map(p -> p.get("mode").text().equals("Off")).orElse(false);
        return !off
                && (controlled.isEmpty()
                        || (requests.cpu() != null && controlled.contains("cpu"))
                        || (requests.memory() != null && controlled.contains("memory")));
    }

    private static Guard keda(Action action, Look look) {
        Optional<Live> found = scaler(look, "ScaledObject", "scaleTargetRef")
                .filter(scaled -> action instanceof Action.Scale)
                .findFirst();
        return guard(
                "managed-by-keda",
                found.map(scaled -> scaled + " scales " + look.anchor() + "; change its minReplicaCount instead"),
                "no ScaledObject scales it");
    }

    /** A reference that names no kind means a Deployment, as KEDA has it. */
    private static Stream<Live> scaler(Look look, String kind, String reference) {
        return look.scalers().stream()
                .filter(scaler -> scaler.place().kind().equals(kind))
                .filter(scaler -> {
                    Field target = scaler.root().at("spec", reference);
                    String of = target.get("kind").text();
                    return target.get("name")
                                    .text()
                                    .equals(look.anchor().place().name())
                            && (of.isEmpty() ? "Deployment" : of)
                                    .equals(look.anchor().place().kind());
                });
    }

    /** What pods get when they are made leaves alone what somebody applies. */
    private static Guard gitops(Action action, Look look, SizingPolicy policy) {
        boolean ofPods = action instanceof Action.Requests || action instanceof Action.Fraction;
        boolean beside = ofPods && policy.terms().admission() && policy.manner() == SizingPolicy.Manner.IN_PLACE;
        Optional<String> by = look.namespace() == null || beside ? Optional.empty() : repository(look.anchor());
        return guard(
                "managed-by-gitops",
                by.map(who ->
                        "%s applies %s from a repository and would undo it; take the patch to the repository instead"
                                .formatted(who, look.anchor())),
                beside
                        ? "its template is left alone: pods get their size when they are made"
                        : "nobody applies it from a repository");
    }

    static Optional<String> repository(Live object) {
        Optional<String> said = GITOPS_KEYS.entrySet().stream()
                .filter(key -> !object.annotation(key.getKey()).isEmpty()
                        || object.labels().containsKey(key.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        return said.or(() -> object.root().at("metadata", "managedFields").items().stream()
                .map(entry -> entry.get("manager").text())
                .filter(GITOPS_MANAGERS::contains)
                .findFirst());
    }

    private static boolean moves(Action action) {
        return action instanceof Action.Drain
                || action instanceof Action.Move
                || (action instanceof Action.Fraction part && part.moves());
    }

    private static Guard karpenter(Action action, Look look) {
        String pool = look.anchor().labels().getOrDefault(NODE_POOL, "");
        Optional<String> why = action instanceof Action.Drain && !pool.isEmpty()
                ? Optional.of("Karpenter has %s in its pool %s and empties it itself; let it consolidate"
                        .formatted(look.anchor(), pool))
                : look.pods().stream()
                        .filter(pod -> moves(action))
                        .filter(pod -> pod.annotation(LEFT_ALONE).equals("true"))
                        .map(pod -> pod + " says " + LEFT_ALONE)
                        .findFirst();
        return guard("managed-by-karpenter", why, "Karpenter has nothing to do with it");
    }

    private static Guard guard(String name, Optional<String> stops, String otherwise) {
        return stops.map(why -> Guard.failed(name, Objects.requireNonNull(why))).orElse(Guard.passed(name, otherwise));
    }
}
