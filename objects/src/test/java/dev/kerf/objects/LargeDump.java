package dev.kerf.objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code kubectl get nodes,pods -A} writes of a large cluster: one list, each pod about 4 kB, most of it noise. */
final class LargeDump {
    private static final String POD = """
            {"apiVersion":"v1","kind":"Pod","metadata":{"annotations":{"gpu-fraction":"0.25","kubectl.kubernetes.io/last-applied-configuration":"%4$s"},
            "creationTimestamp":"2026-01-31T12:00:00Z","labels":{"app":"web","pod-template-hash":"5d4f8c7b9"},
            "managedFields":[{"apiVersion":"v1","fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:labels":{".":{},"f:app":{},"f:pod-template-hash":{}}},"f:spec":{"f:containers":{"k:{\\"name\\":\\"main\\"}":{".":{},"f:env":{".":{},"k:{\\"name\\":\\"A\\"}":{".":{},"f:name":{},"f:value":{}}},"f:image":{},"f:resources":{".":{},"f:limits":{".":{},"f:cpu":{}}}}}}},"manager":"kube-controller-manager","operation":"Update","time":"2026-01-31T12:00:00Z"}],
            "name":"web-%1$d","namespace":"team-%2$d","ownerReferences":[{"apiVersion":"apps/v1","controller":true,"kind":"ReplicaSet","name":"web-5d4f8c7b9","uid":"3f1d"}],"resourceVersion":"%1$d","uid":"0b9e4c6e-%1$d"},
            "spec":{"containers":[{"args":["--serve","--port=8080"],"command":["/bin/server"],"env":[{"name":"A","value":"%4$s"},{"name":"B","valueFrom":{"fieldRef":{"apiVersion":"v1","fieldPath":"metadata.name"}}}],"image":"registry.example.com/team/web:1.2.3","imagePullPolicy":"IfNotPresent","livenessProbe":{"httpGet":{"path":"/live","port":8080,"scheme":"HTTP"},"periodSeconds":10},"name":"main","resources":{"limits":{"cpu":"2","memory":"4Gi"},"requests":{"cpu":"500m","memory":"2Gi"}},"terminationMessagePath":"/dev/termination-log","volumeMounts":[{"mountPath":"/var/run/secrets/kubernetes.io/serviceaccount","name":"kube-api-access","readOnly":true}]}],
            "dnsPolicy":"ClusterFirst","nodeName":"node-%3$d","priority":0,"restartPolicy":"Always","schedulerName":"default-scheduler","tolerations":[{"effect":"NoExecute","key":"node.kubernetes.io/not-ready","operator":"Exists","tolerationSeconds":300}],"volumes":[{"name":"kube-api-access","projected":{"defaultMode":420,"sources":[{"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}},{"configMap":{"items":[{"key":"ca.crt","path":"ca.crt"}],"name":"kube-root-ca.crt"}}]}}]},
            "status":{"conditions":[{"lastProbeTime":null,"lastTransitionTime":"2026-01-31T12:00:00Z","status":"True","type":"PodScheduled"}],"containerStatuses":[{"containerID":"containerd://%4$s","image":"registry.example.com/team/web:1.2.3","name":"main","ready":true,"restartCount":0,"state":{"running":{"startedAt":"2026-01-31T12:00:00Z"}}}],"hostIP":"10.0.0.1","phase":"Running","podIP":"10.1.0.1","podIPs":[{"ip":"10.1.0.1"}],"qosClass":"Burstable","startTime":"2026-01-31T12:00:00Z"}}
            """;
    private static final String NODE = """
            {"apiVersion":"v1","kind":"Node","metadata":{"name":"node-%d","labels":{"nvidia.com/gpu.product":"H100","nvidia.com/gpu.memory":"81920"}},"status":{"allocatable":{"cpu":"128","memory":"1Ti","pods":"250","nvidia.com/gpu":"8"}}}
            """;
    private static final String NOISE = "x".repeat(400);

    private LargeDump() {}

    static String pod(int number) {
        return POD.formatted(number, number % 50, number % 1000, NOISE).replace("\n", "");
    }

    /** Writes pods until the file is so large, on 1,000 nodes; returns how many. */
    static int json(Path file, long bytes) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, UTF_8)) {
            out.write("{\"apiVersion\":\"v1\",\"items\":[\n");
            for (int n = 0; n < 1000; n++) {
                out.write(NODE.formatted(n).strip() + ",\n");
            }
            int pods = 0;
            for (long written = 0; written < bytes; pods++) {
                String pod = (pods == 0 ? "" : ",\n") + pod(pods);
                out.write(pod);
                written += pod.length();
            }
            out.write("],\n\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"\"}}\n");
            return pods;
        }
    }

    /** The same as block-style YAML, as {@code kubectl -o yaml} writes it. */
    static int yaml(Path file, long bytes) throws IOException {
        String[] template = BlockYaml.of(pod(0))
                .replace("team-0", "team-@T")
                .replace("node-0", "node-@N")
                .replace("web-0", "web-@W")
                .split("\n");
        String item = "- " + String.join("\n  ", template) + "\n";
        try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
            out.write("apiVersion: v1\nitems:\n");
            for (int n = 0; n < 1000; n++) {
                out.write("- " + BlockYaml.of(NODE.formatted(n)).strip().replace("\n", "\n  ") + "\n");
            }
            int pods = 0;
            for (long written = 0; written < bytes; pods++) {
                String pod = item.replace("@T", "" + pods % 50)
                        .replace("@N", "" + pods % 1000)
                        .replace("@W", "" + pods);
                out.write(pod);
                written += pod.length();
            }
            out.write("kind: List\nmetadata:\n  resourceVersion: \"\"\n");
            return pods;
        }
    }
}
