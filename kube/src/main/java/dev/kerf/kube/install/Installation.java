package dev.kerf.kube.install;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kerf.kube.install.Grant.Scope;
import dev.kerf.objects.write.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Kerf wants a cluster to have before it runs there: its kinds of objects, and a service account with its rights.
 *
 * @param namespace    of the service account, and of the Lease
 * @param reservations the namespace of the pods that hold shared GPUs
 * @param scheduler    the name by which pods ask for Kerf
 */
public record Installation(String namespace, String reservations, String scheduler) {
    /** The kinds of objects that are Kerf's own, by the names of their CRDs. */
    public static final List<String> CRDS = List.of("queues.kerf.dev", "sizingpolicies.kerf.dev");

    private static final String RBAC_GROUP = "rbac.authorization.k8s.io";
    private static final String RBAC = "/apis/" + RBAC_GROUP + "/v1";
    private static final Map<String, Object> LABELS =
            Map.of("app.kubernetes.io/name", "kerf", "app.kubernetes.io/managed-by", "kerf-install");

    /** All of it, in an order in which it can be made. */
    public List<Wanted> wanted() {
        List<Wanted> all = new ArrayList<>();
        all.addAll(kinds());
        all.add(object("v1", "Namespace", "/api/v1/namespaces", namespace, "", Map.of()));
        if (!reservations.equals(namespace)) {
            all.add(object("v1", "Namespace", "/api/v1/namespaces", reservations, "", Map.of()));
        }
        String accounts = "/api/v1/namespaces/" + namespace + "/serviceaccounts";
        all.add(object("v1", "ServiceAccount", accounts, scheduler, namespace, Map.of()));
        allow(all, scheduler, "", Scope.CLUSTER);
        allow(all, scheduler, namespace, Scope.OWN_NAMESPACE);
        allow(all, scheduler + "-reservations", reservations, Scope.RESERVATIONS);
        return all;
    }

    /** The kinds of objects alone. */
    public static List<Wanted> kinds() {
        return CRDS.stream().map(Installation::crd).toList();
    }

    private static Wanted crd(String name) {
        String path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/" + name;
        try (InputStream in = Installation.class.getResourceAsStream("/dev/kerf/kube/crd/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("this build has no CRD " + name);
            }
            return new Wanted("CustomResourceDefinition", path, new String(in.readAllBytes(), UTF_8).strip());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A role and its binding; of the cluster where {@code in} is empty. */
    private void allow(List<Wanted> all, String name, String in, Scope scope) {
        String kind = in.isEmpty() ? "ClusterRole" : "Role";
        all.add(role(kind, name, in, scope));
        all.add(binding(kind, name, in));
    }

    private Wanted role(String kind, String name, String in, Scope scope) {
        List<Map<String, Object>> rules =
                Grants.in(scope).stream().map(grant -> grant.rule(scheduler)).toList();
        return object(RBAC_GROUP + "/v1", kind, rbac(kind, in), name, in, Map.of("rules", rules));
    }

    private Wanted binding(String role, String name, String in) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("roleRef", Map.of("apiGroup", RBAC_GROUP, "kind", role, "name", name));
        fields.put("subjects", List.of(Map.of("kind", "ServiceAccount", "name", scheduler, "namespace", namespace)));
        String kind = role + "Binding";
        return object(RBAC_GROUP + "/v1", kind, rbac(kind, in), name, in, fields);
    }

    private static String rbac(String kind, String in) {
        return RBAC + (in.isEmpty() ? "" : "/namespaces/" + in) + "/" + kind.toLowerCase(java.util.Locale.ROOT) + "s";
    }

    private static Wanted object(
            String version, String kind, String collection, String name, String in, Map<String, ?> fields) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        if (!in.isEmpty()) {
            metadata.put("namespace", in);
        }
        metadata.put("labels", LABELS);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", version);
        object.put("kind", kind);
        object.put("metadata", metadata);
        object.putAll(fields);
        return new Wanted(kind, collection + "/" + name, Documents.yaml(object));
    }
}
