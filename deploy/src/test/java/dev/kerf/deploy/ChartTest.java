package dev.kerf.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Outcome;
import dev.kerf.testbed.TestNamespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart under the real helm: it lints, renders with every setting, and takes no setting that it does not know. */
@OnControlPlane
class ChartTest {
    private final ControlPlane plane;
    private final TestNamespace namespace;
    private final Release release;

    ChartTest(ControlPlane plane, TestNamespace namespace) {
        this.plane = plane;
        this.namespace = namespace;
        this.release = new Release(plane, namespace.name(), "kerf");
    }

    @Test
    void lints() {
        Outcome outcome = plane.helm("lint", "--strict", Release.CHART.toString());
        assertThat(outcome.text()).contains("0 chart(s) failed").doesNotContain("[WARNING]", "[ERROR]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replicaCount=3               | replicaCount
            replicas=two                 | /replicas
            replicas=-1                  | /replicas
            schedulerName=Kerf           | /schedulerName
            image.digest=sha256:12       | /image/digest
            image.pullPolicy=Sometimes   | /image/pullPolicy
            image.name=kerf              | name
            image.tag=110                | got number, want string
            serviceMonitor.interval=soon | /serviceMonitor/interval
            logFormat=xml                | /logFormat
            webhook.failurePolicy=Maybe  | /webhook/failurePolicy
            ports.webhook=80             | /ports/webhook
            leaderElection.leaseSeconds=1| /leaderElection/leaseSeconds
            priorityClass.value=2e9      | /priorityClass/value
            sizing.prometheus=here       | /sizing/prometheus
            sizing.adviseEvery=0         | /sizing/adviseEvery
            """)
    void refusesASettingItDoesNotKnow(String setting, String says) {
        Outcome outcome = release.template(setting);
        assertThat(outcome.exit()).isNotZero();
        assertThat(outcome.err()).contains(says);
    }

    /** What differs from setting to setting, and that the server would take all of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replicas=1                                         | replicas: 1                | kind: PodDisruptionBudget
            podDisruptionBudget.enabled=false                  | kind: Deployment           | kind: PodDisruptionBudget
            image.repository=r.example/kerf,image.tag=v2       | image: r.example/kerf:v2   | :0.1.0
            image.tag=                                         | image: kerf.dev/kerf:0.1.0 | kerf:latest
            serviceAccount.create=false,serviceAccount.name=me | serviceAccountName: me     | serviceaccount.yaml
            rbac.create=false                                  | kind: Deployment           | kind: ClusterRole
            priorityClass.create=false,priorityClass.name=     | kind: Deployment           | priorityClassName
            networkPolicy.enabled=true                         | kind: NetworkPolicy        | kind: ServiceMonitor
            networkPolicy.enabled=true,webhook.enabled=false   | kind: NetworkPolicy        | port: webhook
            ports.http=9000                                    | --listen=:9000             | 10260
            logFormat=text                                     | --log-format=text          | json
            webhook.enabled=false                              | kind: Deployment           | --tls-cert
            ports.webhook=9443                                 | --webhook-port=9443        | 8443
            hostNetwork=true                                   | hostNetwork: true          | maxSurge: 1
            reservations.createNamespace=false                 | kind: Deployment           | kind: Namespace
            reservations.image=r.example/shell:1               | =r.example/shell:1         | busybox
            schedulerName=other                                | --scheduler-name=other     | --scheduler-name=kerf
            extraArgs[0]=--trace                               | - "--trace"                | nothing of this
            logFormat=json                                     | - --log-format=json        | - --act
            sizing.act=true                                    | --audit=/var/lib/kerf/audit.jsonl | claimName
            sizing.act=true                                    | - --act                    | sizes.kerf.dev
            sizing.act=true,sizing.prometheus=http://p:9090    | --prometheus=http://p:9090 | sizes.kerf.dev
            sizing.act=true,sizing.adviseEvery=30              | --advise-every=30          | persistentVolumeClaim
            sizing.act=true,sizing.audit.claim=kept            | claimName: kept            | sizes.kerf.dev
            sizing.act=true,sizing.admission=true              | name: sizes.kerf.dev       | claimName
            sizing.admission=true                              | kind: Deployment           | sizes.kerf.dev
            fullnameOverride=gpus                              | name: gpus                 | name: kerf-kerf
            """)
    void rendersASetting(String settings, String with, String without) {
        String rendered = release.template(settings.split(",")).text();
        assertThat(rendered).contains(with).doesNotContain(without);
        plane.kubectl("create", "namespace", release.cards()).text();
        plane.kubectl()
                .reading(rendered)
                .run("apply", "--server-side", "--dry-run=server", "-f", "-")
                .text();
    }

    @Test
    void asksForAServiceMonitorOnlyWhenTold() {
        assertThat(release.template().text()).doesNotContain("ServiceMonitor");
        assertThat(release.template("serviceMonitor.enabled=true", "serviceMonitor.labels.release=prom")
                        .text())
                .contains("kind: ServiceMonitor", "release: prom", "path: /metrics");
    }

    @Test
    void itsPodsHoldToTheRestrictedStandard() {
        String enforce = "pod-security.kubernetes.io/enforce=restricted";
        plane.kubectl("label", "namespace", namespace.name(), enforce).text();
        release.install().text();
        String template = namespace.field("deployment/kerf", ".spec.template");
        String pod = template.replaceFirst(
                "\"metadata\":\\{", "\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"one\",");
        assertThat(namespace.apply(pod).text()).contains("pod/one");
        assertThat(namespace
                        .apply(pod.replace("\"runAsNonRoot\":true,", "").replace("one", "two"))
                        .err())
                .contains("violates PodSecurity");
    }

    @Test
    void tellsTheNextStep() {
        assertThat(release.install("schedulerName=mine").text())
                .contains("schedulerName: mine", "kubectl -n " + namespace.name() + " rollout status deployment/kerf");
        assertThat(release.upgrade("rbac.create=false").text())
                .contains("Helm does not update CRDs", "give the service account kerf the rights");
    }
}
