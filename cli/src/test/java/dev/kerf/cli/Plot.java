package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.act.State;
import dev.kerf.kube.act.AuditLog;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.TestNamespace;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One of several {@link Plots}: what is advised about it, commands on it, and what has become of it. */
record Plot(Plots plots, int number) {
    /** More CPU for the pods of web. */
    String sizing() {
        return "R12-%s-Deployment-web-%d".formatted(namespace().name(), number);
    }

    /** The node that is used little is given back. */
    String emptying() {
        return "R15-node-spare-" + number;
    }

    private TestNamespace namespace() {
        return plots.namespace();
    }

    Path audit() {
        return namespace().plane().directory().resolve("audit-" + number + ".jsonl");
    }

    private Path kubeconfig() {
        return namespace().plane().kubeconfig();
    }

    /** {@code kerf apply}, as all its words. */
    String[] apply(Path kubeconfig, String... ids) {
        Stream<String> where = Stream.of(
                "--kubeconfig",
                kubeconfig.toString(),
                "--prometheus",
                plots.prometheus(),
                "--days",
                "1",
                "--audit",
                audit().toString());
        return Stream.concat(Stream.concat(Stream.of("apply"), Arrays.stream(ids)), where)
                .toArray(String[]::new);
    }

    String[] rollback(Path kubeconfig, String id) {
        return new String[] {"rollback", id, "--kubeconfig", kubeconfig.toString(), "--audit", audit().toString()};
    }

    Kerf applies(String... ids) {
        return Kerf.run(apply(kubeconfig(), ids));
    }

    Kerf rollsBack(String id) {
        return Kerf.run(rollback(kubeconfig(), id));
    }

    /** The same command an hour later: what was looked after long enough is settled. */
    String laterApplies(String... ids) {
        StringWriter out = new StringWriter();
        AnHourLater.run(new PrintWriter(out, true), apply(kubeconfig(), ids));
        return out.toString();
    }

    Kerf savings() {
        return Kerf.run("savings", "--kubeconfig", kubeconfig().toString(), "--audit", audit().toString());
    }

    /** The CPU that each pod of web asks for. */
    List<String> sizes() {
        return words("pods", "app=web-" + number, "{.spec.containers[0].resources.requests.cpu}");
    }

    /** The CPU that the template asks for, and what was decided for pods that are made later. */
    String template() {
        String template = ".spec.template.spec.containers[0].resources.requests.cpu";
        return namespace().field("deployment/web-" + number, template);
    }

    String decided() {
        return said("size");
    }

    /** What stands on web under that key of Kerf's. */
    String said(String key) {
        return namespace().field("deployment/web-" + number, ".metadata.annotations.kerf\\.dev/" + key);
    }

    /** Whether all of it is written, and the object says that it is looked after. */
    boolean lookedAfter(String advice) {
        String object = advice.equals(emptying()) ? "node/spare-" : "deployment/web-";
        String action = namespace().field(object + number, ".metadata.annotations.kerf\\.dev/action");
        return action.contains("\"" + State.VERIFYING.word() + "\"");
    }

    /** Whether the node that is used little takes nothing new. */
    boolean cordoned() {
        return namespace().field("node/spare-" + number, ".spec.unschedulable").equals("true");
    }

    /** Where the pods of few run. */
    List<String> nodes() {
        return words("pods", "app=few-" + number, "{.spec.nodeName}/{.status.phase}");
    }

    private List<String> words(String kind, String selector, String path) {
        String all = namespace()
                .kubectl("get", kind, "-l", selector, "-o", "jsonpath={range .items[*]}" + path + " {end}")
                .text();
        List<String> words = new ArrayList<>(List.of(all.split(" ")));
        words.removeIf(String::isEmpty);
        return words;
    }

    /** No pod was lost, nothing says that an action is under way, and the audit log is whole. */
    void isSettled() throws IOException {
        var _ = Await.until(
                "two pods of few that run",
                this::nodes,
                seen -> seen.size() == 2 && seen.stream().allMatch(pod -> pod.endsWith("/Running")));
        var _ = Await.until("two pods of web", this::sizes, seen -> seen.size() == 2);
        String acting = ".metadata.labels.kerf\\.dev/acting";
        assertThat(namespace().field("deployment/web-" + number, acting)).isEmpty();
        assertThat(namespace().field("node/spare-" + number, acting)).isEmpty();
        assertThat(said("approved")).isEmpty();
        assertThat(AuditLog.verify(audit())).isEmpty();
    }
}
