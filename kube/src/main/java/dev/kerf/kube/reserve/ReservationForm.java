package dev.kerf.kube.reserve;

import dev.kerf.objects.pod.SharingKeys;
import dev.kerf.objects.write.Documents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What reservation pods look like. They need no token, no network and no rights: a shell is enough. The container writes
 * down which GPU it was given, ends once, so that the node shows what it wrote, and when it is started again it stays.
 *
 * @param namespace where they stand
 * @param image     with a POSIX shell and {@code sleep}
 * @param spec      fields of the pod's spec that take the place of the usual ones: {@code runtimeClassName},
 *                  {@code imagePullSecrets}, …
 */
public record ReservationForm(String namespace, String image, Map<String, Object> spec) {
    /** An image that every registry mirrors. */
    public static final String IMAGE = "busybox:1.37";

    /** The usual form. */
    public static final ReservationForm USUAL = new ReservationForm(SharingKeys.RESERVATION_NAMESPACE, IMAGE, Map.of());

    private static final String GPU = "nvidia.com/gpu";
    /**
     * The device plugin tells the GPU by environment, by mounts, or, with CDI, not at all; then the driver's own tool is
     * in the container, and the name for others is the one in the plugin's CDI files.
     */
    private static final String TELL = """
            id=${NVIDIA_VISIBLE_DEVICES-}
            cdi=
            case $id in
            '' | all | none | void | /*)
                [ "$id" = void ] && cdi=k8s.device-plugin.nvidia.com/gpu=
                id=
                for f in /var/run/nvidia-container-devices/*; do
                    [ -e "$f" ] && id=$id${id:+,}${f##*/}
                done
                [ -n "$id" ] || id=$(nvidia-smi --query-gpu=uuid --format=csv,noheader 2>/dev/null | tr '\\n' ,)
                id=${id%,}
                ;;
            esac
            case $id in
            '' | *,*)
                echo "was not given one GPU but '$id' (NVIDIA_VISIBLE_DEVICES=${NVIDIA_VISIBLE_DEVICES-})" >/dev/termination-log
                exit 1
                ;;
            esac
            printf %s "$cdi$id" >/dev/termination-log
            """;

    private static final String STAY = """
            [ -e /told/once ] || { : >/told/once; exit 0; }
            trap 'exit 0' TERM INT
            while :; do
                sleep 86400 &
                wait $!
            done
            """;

    public ReservationForm {
        spec = Map.copyOf(spec);
    }

    /** A reservation of that name, ready to be sent. */
    byte[] pod(String name, String node, String group, String by) {
        Map<String, Object> pod = new LinkedHashMap<>();
        pod.put("apiVersion", "v1");
        pod.put("kind", "Pod");
        pod.put("metadata", metadata(name, group, by));
        Map<String, Object> whole = new LinkedHashMap<>(usual());
        whole.putAll(spec);
        whole.put("nodeName", node);
        whole.put("volumes", volumes());
        whole.put("containers", List.of(container()));
        pod.put("spec", whole);
        return Documents.bytes(pod);
    }

    /** The namespace, ready to be sent. */
    byte[] namespaceObject() {
        return Documents.bytes(Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", namespace)));
    }

    private List<Object> volumes() {
        List<Object> volumes = new ArrayList<>();
        volumes.add(Map.of("name", "told", "emptyDir", Map.of("sizeLimit", "1Mi")));
        if (spec.get("volumes") instanceof List<?> more) {
            volumes.addAll(more);
        }
        return volumes;
    }

    private Map<String, Object> metadata(String name, String group, String by) {
        return Map.of(
                "name",
                name,
                "namespace",
                namespace,
                "labels",
                Map.of(SharingKeys.GROUP, group, SharingKeys.MADE_BY, by),
                "annotations",
                Map.of("karpenter.sh/do-not-disrupt", "true"));
    }

    private static Map<String, Object> usual() {
        Map<String, Object> usual = new LinkedHashMap<>();
        usual.put("restartPolicy", "Always");
        usual.put("terminationGracePeriodSeconds", 2);
        usual.put("automountServiceAccountToken", false);
        usual.put("enableServiceLinks", false);
        usual.put("tolerations", List.of(Map.of("operator", "Exists")));
        usual.put(
                "securityContext",
                Map.of(
                        "runAsNonRoot",
                        true,
                        "runAsUser",
                        65532,
                        "runAsGroup",
                        65532,
                        "seccompProfile",
                        Map.of("type", "RuntimeDefault")));
        return usual;
    }

    private Map<String, Object> container() {
        Map<String, Object> amounts = Map.of("cpu", "10m", "memory", "16Mi", GPU, "1");
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("name", "hold");
        container.put("image", image);
        container.put("command", List.of("sh", "-c", TELL + STAY));
        container.put("volumeMounts", List.of(Map.of("name", "told", "mountPath", "/told")));
        container.put("resources", Map.of("limits", amounts, "requests", amounts));
        container.put(
                "securityContext",
                Map.of(
                        "allowPrivilegeEscalation",
                        false,
                        "readOnlyRootFilesystem",
                        true,
                        "capabilities",
                        Map.of("drop", List.of("ALL"))));
        return container;
    }
}
