package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Access;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What counts on a node of a real cluster, and how much: one node of 4 CPUs and 4 GPUs each. */
@OnControlPlane
class CountingTest {
    private final TestNamespace namespace;
    private final Running running;

    CountingTest(ControlPlane plane) {
        namespace = plane.freshNamespace();
        running =
                SchedulesTest.begun(Running.on(new Access(plane.kubeconfig(), null), namespace.name(), sentence -> {}));
    }

    @BeforeEach
    void oneNode(ControlPlane plane) {
        plane.apply("""
                apiVersion: v1
                kind: Node
                metadata: {name: %1$s, labels: {test: %1$s}}
                """.formatted(namespace.name())).text();
        String status =
                "{\"status\":{\"allocatable\":{\"cpu\":\"4\",\"memory\":\"16Gi\",\"pods\":\"20\",\"nvidia.com/gpu\":\"4\"}}}";
        plane.kubectl("patch", "node", namespace.name(), "--subresource=status", "--type=merge", "-p", status)
                .text();
    }

    @AfterEach
    void close() {
        running.close();
    }

    private void pod(String name, String spec) {
        namespace.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s}
                spec:
                  terminationGracePeriodSeconds: 0
                  nodeSelector: {test: %s}
                """.formatted(name, namespace.name()) + spec.indent(2)).text();
    }

    private static String asks(String resources) {
        return "containers: [{name: main, image: none, resources: {requests: {" + resources + "}, limits: {" + resources
                + "}}}]\n";
    }

    private static String gpus(int count) {
        return asks("nvidia.com/gpu: \"" + count + "\"");
    }

    private void ours(String name, String spec) {
        pod(name, "schedulerName: " + namespace.name() + "\n" + spec);
    }

    private void standing(String name, String node, String spec) {
        pod(name, "schedulerName: someone\nnodeName: " + node + "\n" + spec);
    }

    private void status(String pod, String status) {
        namespace
                .kubectl(
                        "patch",
                        "pod",
                        pod,
                        "--subresource=status",
                        "--type=merge",
                        "-p",
                        "{\"status\":" + status + "}")
                .text();
    }

    private void waits(String pod, String sentence) {
        String path = ".status.conditions[?(@.reason==\"Unschedulable\")].message";
        namespace.await("pod/" + pod, path, said -> said.contains(sentence));
    }

    private void isBound(String pod) {
        namespace.await("pod/" + pod, ".spec.nodeName", n -> n.equals(namespace.name()));
    }

    @Test
    void podsBoundByOthersHoldWhatTheyAsk() {
        standing("theirs", namespace.name(), gpus(3));
        ours("two", gpus(2));
        waits("two", "the most free is 1");
        ours("one", gpus(1));
        isBound("one");
    }

    @Test
    void aTerminatingPodHoldsItUntilItIsGone() {
        standing("going", namespace.name(), gpus(4));
        String finalizers = "{\"metadata\":{\"finalizers\":%s}}";
        namespace
                .kubectl("patch", "pod", "going", "--type=merge", "-p", finalizers.formatted("[\"test.kerf/hold\"]"))
                .text();
        namespace.kubectl("delete", "pod", "going", "--wait=false").text();
        ours("next", gpus(1));
        waits("next", "as soon as those have left whose room it gets");
        assertThat(namespace.field("pod/next", ".spec.nodeName")).isEmpty();
        namespace
                .kubectl("patch", "pod", "going", "--type=merge", "-p", finalizers.formatted("null"))
                .text();
        isBound("next");
    }

    @Test
    void aPodOnANodeThatIsNotThereTakesNothing() {
        standing("lost", "nowhere-" + namespace.name(), gpus(4));
        ours("four", gpus(4));
        isBound("four");
    }

    @Test
    void aFinishedPodTakesNothing() {
        standing("done", namespace.name(), gpus(4));
        status("done", "{\"phase\":\"Succeeded\"}");
        ours("four", gpus(4));
        isBound("four");
    }

    @Test
    void aPodThatIsBeingResizedHoldsTheMostOfWhatItAsksHasAndRunsWith() {
        standing("shrinking", namespace.name(), asks("cpu: \"1\""));
        status(
                "shrinking",
                "{\"phase\":\"Running\",\"containerStatuses\":[{\"name\":\"main\",\"image\":\"none\",\"imageID\":\"\",\"ready\":true,"
                        + "\"restartCount\":0,\"allocatedResources\":{\"cpu\":\"1\"},\"resources\":{\"requests\":{\"cpu\":\"3\"}}}]}");
        ours("two", asks("cpu: \"2\""));
        waits("two", "needs 2 CPUs on one node; the most free is 1");
        status(
                "shrinking",
                "{\"containerStatuses\":[{\"name\":\"main\",\"image\":\"none\",\"imageID\":\"\",\"ready\":true,\"restartCount\":0,"
                        + "\"allocatedResources\":{\"cpu\":\"1\"},\"resources\":{\"requests\":{\"cpu\":\"1\"}}}]}");
        isBound("two");
    }

    @Test
    void whatAPodAsksAsAWholeTakesThePlaceOfItsContainersSum() {
        standing(
                "whole",
                namespace.name(),
                "resources: {requests: {cpu: \"3\"}, limits: {cpu: \"3\"}}\n" + asks("cpu: \"1\""));
        ours("two", asks("cpu: \"2\""));
        waits("two", "the most free is 1");
        ours("one", """
                resources: {requests: {cpu: "1"}, limits: {cpu: "1"}}
                containers: [{name: main, image: none}]
                """);
        isBound("one");
    }

    @Test
    void aPodWithResourceClaimsIsRefusedInAPlainSentenceAndTheOthersGoOn() {
        ours("claiming", """
                resourceClaims: [{name: gpu, resourceClaimName: any}]
                containers: [{name: main, image: none, resources: {claims: [{name: gpu}]}}]
                """);
        ours("plain", gpus(1));
        isBound("plain");
        waits("claiming", "asks for resource claims (gpu), which Kerf does not place yet");
        assertThat(namespace.field("pod/claiming", ".spec.nodeName")).isEmpty();
    }

    @Test
    void aPodWithAMalformedAnnotationIsRefusedInAPlainSentenceAndTheOthersGoOn() {
        namespace.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: half, annotations: {gpu-fraction: a half}}
                spec: {schedulerName: %s, containers: [{name: main, image: none}]}
                """.formatted(namespace.name())).text();
        ours("plain", gpus(1));
        isBound("plain");
        waits("half", "has an impossible gpu-fraction: “a half” is not a number");
    }
}
