package dev.kerf.fakecluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.Outcome;
import org.junit.jupiter.api.Test;

/** What people type. Validation is on, as it is by default. */
abstract class KubectlContract extends Contract {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, labels: {app: web}}
            spec:
              replicas: 1
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - {name: main, image: "web:1", resources: {limits: {nvidia.com/gpu: "1"}}}
            """;

    KubectlContract(Server server) {
        super(server);
    }

    private Outcome apply(String yaml, String... more) {
        String[] words = new String[more.length + 3];
        words[0] = "apply";
        words[1] = "-f";
        words[2] = "-";
        System.arraycopy(more, 0, words, 3, more.length);
        return kubectlReading(yaml, words);
    }

    @Test
    void appliesChangesAndLeavesWhatIsTheSame() {
        assertThat(apply(DEPLOYMENT).text()).isEqualTo("deployment.apps/web created");
        assertThat(apply(DEPLOYMENT).text()).isEqualTo("deployment.apps/web unchanged");
        assertThat(apply(DEPLOYMENT.replace("web:1", "web:2")).text()).isEqualTo("deployment.apps/web configured");
        assertThat(kubectl("get", "deploy", "web", "-o", "jsonpath={.spec.template.spec.containers[*].image}")
                        .text())
                .isEqualTo("web:2");
    }

    @Test
    void appliesOnTheServer() {
        assertThat(apply(DEPLOYMENT, "--server-side").text()).isEqualTo("deployment.apps/web serverside-applied");
        kubectl("scale", "deployment/web", "--replicas=3").text();
        Outcome conflict = apply(DEPLOYMENT, "--server-side");
        assertThat(conflict.succeeded()).isFalse();
        assertThat(conflict.err()).contains("conflict", ".spec.replicas");
        assertThat(apply(DEPLOYMENT, "--server-side", "--force-conflicts").text())
                .endsWith("serverside-applied");
        assertThat(kubectl("get", "deploy", "web", "-o", "jsonpath={.spec.replicas}")
                        .text())
                .isEqualTo("1");
    }

    @Test
    void showsTheDifference() {
        apply(DEPLOYMENT).text();
        assertThat(kubectlReading(DEPLOYMENT, "diff", "-f", "-").exit()).isZero();
        Outcome different = kubectlReading(DEPLOYMENT.replace("web:1", "web:2"), "diff", "-f", "-");
        assertThat(different.exit()).isEqualTo(1);
        assertThat(different.out()).contains("-      - image: web:1", "+      - image: web:2");
    }

    @Test
    void refusesATypo() {
        Outcome typo = apply(DEPLOYMENT.replace("replicas:", "replicsa:"));
        assertThat(typo.succeeded()).isFalse();
        assertThat(typo.err()).contains("unknown field \"spec.replicsa\"");
    }

    @Test
    void createsTypedObjects() {
        kubectl("create", "configmap", "cm", "--from-literal=k=v").text();
        kubectl("create", "secret", "generic", "s", "--from-literal=k=v").text();
        kubectl("create", "deployment", "d", "--image=web:1", "--replicas=2").text();
        kubectl("create", "job", "j", "--image=web:1", "--", "sleep", "1").text();
        kubectl("create", "serviceaccount", "robot").text();
        kubectl("create", "poddisruptionbudget", "b", "--selector=app=d", "--min-available=1")
                .text();
        kubectl("create", "role", "r", "--verb=get", "--resource=pods").text();
        kubectl("create", "service", "clusterip", "svc", "--tcp=80:8080").text();
        assertThat(kubectl("get", "cm", "cm", "-o", "jsonpath={.data.k}").text())
                .isEqualTo("v");
        assertThat(kubectl("get", "secret", "s", "-o", "jsonpath={.data.k}").text())
                .isEqualTo("dg==");
        assertThat(kubectl(
                                "get",
                                "deploy",
                                "d",
                                "-o",
                                "jsonpath={.spec.replicas} {.spec.template.spec.containers[0].image}")
                        .text())
                .isEqualTo("2 web:1");
        assertThat(kubectl("get", "job", "j", "-o", "jsonpath={.spec.template.spec.containers[0].command}")
                        .text())
                .isEqualTo("[\"sleep\",\"1\"]");
        assertThat(kubectl("get", "svc", "svc", "-o", "jsonpath={.spec.ports[0].targetPort}")
                        .text())
                .isEqualTo("8080");
        assertThat(kubectl("get", "pdb", "b", "-o", "jsonpath={.spec.minAvailable}")
                        .text())
                .isEqualTo("1");
    }

    @Test
    void printsTheUsualColumns() {
        apply(DEPLOYMENT).text();
        assertThat(kubectl("get", "deploy").text())
                .matches("(?s)NAME +READY +UP-TO-DATE +AVAILABLE +AGE\\s+web +0/1 +0 +0 +\\d+s");
        kubectl("create", "job", "j", "--image=web:1").text();
        assertThat(kubectl("get", "jobs").text()).startsWith("NAME   STATUS    COMPLETIONS   DURATION   AGE");
        kubectl("run", "p", "--image=web:1", "--overrides={\"spec\":{\"schedulerName\":\"nobody\"}}")
                .text();
        assertThat(kubectl("get", "pods", "-o", "wide").text())
                .matches("(?s)NAME +READY +STATUS +RESTARTS +AGE +IP +NODE +NOMINATED NODE +READINESS GATES\\s+"
                        + "p +0/1 +Pending +0 +\\d+s +<none> +<none> +<none> +<none>");
        kubectl("create", "poddisruptionbudget", "b", "--selector=app=d", "--min-available=1")
                .text();
        assertThat(kubectl("get", "pdb").text())
                .matches("(?s)NAME +MIN AVAILABLE +MAX UNAVAILABLE +ALLOWED DISRUPTIONS +AGE\\s+b +1 +N/A +0 +\\d+s");
    }

    @Test
    void changesAndDescribes() {
        kubectl("run", "p", "--image=web:1", "--overrides={\"spec\":{\"schedulerName\":\"nobody\"}}")
                .text();
        kubectl("label", "pod", "p", "size=large").text();
        kubectl("annotate", "pod", "p", "note=some").text();
        kubectl("patch", "pod", "p", "-p", "{\"metadata\":{\"labels\":{\"color\":\"red\"}}}")
                .text();
        assertThat(kubectl("get", "pods", "-l", "size in (large),color", "-o", "name")
                        .text())
                .isEqualTo("pod/p");
        String described = kubectl("describe", "pod", "p").text();
        assertThat(described)
                .contains("size=large", "web:1")
                .containsPattern("Name: +p")
                .containsPattern("Status: +Pending");
        kubectl("delete", "pod", "p").text();
        assertThat(kubectl("get", "pod", "p").err()).contains("pods \"p\" not found");
    }

    @Test
    void waits() {
        kubectl("run", "p", "--image=web:1", "--overrides={\"spec\":{\"schedulerName\":\"nobody\"}}")
                .text();
        assertThat(kubectl("wait", "pod/p", "--for=jsonpath={.status.phase}=Pending", "--timeout=120s")
                        .text())
                .isEqualTo("pod/p condition met");
        patch(
                        MERGE,
                        pods() + "/p/status",
                        "{\"status\": {\"conditions\": [{\"type\": \"Ready\", \"status\": \"True\"}]}}")
                .expect(200);
        assertThat(kubectl("wait", "pod/p", "--for=condition=Ready", "--timeout=120s")
                        .text())
                .isEqualTo("pod/p condition met");
        kubectl("delete", "pod", "p").text();
        assertThat(kubectl("wait", "pod/p", "--for=delete", "--timeout=120s").exit())
                .isZero();
    }

    @Test
    void watches() {
        kubectl("run", "p", "--image=web:1", "--overrides={\"spec\":{\"schedulerName\":\"nobody\"}}")
                .text();
        String seen = kubectl("get", "pods", "--watch", "--request-timeout=5s").out();
        assertThat(seen).containsPattern("NAME +READY +STATUS +RESTARTS +AGE").containsPattern("p +0/1 +Pending");
    }

    @Test
    void drainsANode() {
        String node = "node-of-" + namespace;
        kubectlReading(
                        "{\"apiVersion\": \"v1\", \"kind\": \"Node\", \"metadata\": {\"name\": \"" + node + "\"}}",
                        "create",
                        "-f",
                        "-")
                .text();
        try {
            assertThat(kubectl("get", "node", node).text())
                    .matches("(?s)NAME +STATUS +ROLES +AGE +VERSION\\s+" + node + " +Unknown +<none> +\\d+s\\s*");
            post(pods(), pod("p", "\"terminationGracePeriodSeconds\": 0, \"nodeName\": \"" + node + "\", "))
                    .expect(201);
            assertThat(kubectl("describe", "node", node).text()).contains("Name:               " + node, "p ");
            Outcome drained = kubectl("drain", node, "--force", "--timeout=120s");
            assertThat(drained.text()).contains("evicting pod " + namespace + "/p", "drained");
            get(pods() + "/p").expect(404);
            assertThat(kubectl("get", "node", node).text()).contains("SchedulingDisabled");
            kubectl("uncordon", node).text();
            kubectl("taint", "node", node, "dedicated=gpu:NoSchedule").text();
        } finally {
            kubectl("delete", "node", node).text();
        }
    }

    @Test
    void showsEvents() {
        String event = """
                {"metadata": {"name": "p.1", "namespace": "%1$s"}, "regarding": {"kind": "Pod", "name": "p", "namespace": "%1$s"},
                 "eventTime": "2026-01-01T00:00:00.000000Z", "reportingController": "kerf", "reportingInstance": "kerf-1",
                 "action": "Scheduling", "type": "Warning", "reason": "FailedScheduling", "note": "no room"}
                """.formatted(namespace);
        post(in("/apis/events.k8s.io/v1", "events"), event).expect(201);
        assertThat(kubectl("events").text()).contains("LAST SEEN", "Warning", "FailedScheduling", "Pod/p", "no room");
        assertThat(kubectl("get", "events").text()).contains("pod/p", "no room");
    }

    @Test
    void asksWhatOneMay() {
        assertThat(kubectl("auth", "can-i", "create", "pods").text()).isEqualTo("yes");
        assertThat(kubectl("api-resources", "--api-group=scheduling.k8s.io", "-o", "name")
                        .text())
                .contains("podgroups.scheduling.k8s.io", "priorityclasses.scheduling.k8s.io");
        assertThat(kubectl("version").succeeded()).isTrue();
    }
}
