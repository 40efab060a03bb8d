package dev.kerf.kube.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Outcome;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The CRD of sizing policies: it is what the records say, and a real API server holds people to it in our words. */
@OnControlPlane
class SizingPolicyCrdTest {
    private static final Path FILE =
            Path.of(System.getProperty("kerf.root"), "deploy/chart/kerf/crds/sizingpolicies.kerf.dev.yaml");

    private static boolean installed;

    @Test
    void isGeneratedFromTheRecords() throws IOException {
        Path now = Files.writeString(
                Files.createDirectories(Path.of("target/crds")).resolve(FILE.getFileName()), crd());
        assertThat(crd())
                .as("%s is not what the records say; copy %s there", FILE, now.toAbsolutePath())
                .isEqualTo(Files.exists(FILE) ? Files.readString(FILE) : "");
    }

    @Test
    void takesAWholePolicyAndShowsItsLevel(ControlPlane plane) {
        install(plane);
        apply(plane, "nights", """
                {priority: 7, level: L3, mode: Rollout, minReady: 2, notice: 1h, verify: 10m, minChangePercent: 25,
                 minSavingPerDay: 2.5, budget: {perHour: 3, atOnce: 1},
                 scope: {namespaces: ["team-*"], exceptNamespaces: [team-b], labels: {tier: dev}, kinds: [Deployment]},
                 bounds: {fraction: {min: "0.1", max: "0.9"}, cpu: {max: 8}, memory: {min: 128Mi}},
                 windows: [{days: [Mon, Sun], from: "22:00", to: "06:00", timeZone: Europe/Berlin}],
                 admission: true, slo: [{name: latency, query: "vector(1)", atMost: 0.25, lasting: 5m}]}
                """).text();
        assertThat(plane.kubectl("get", "ksp", "nights").text().split("\\s+"))
                .startsWith("NAME", "LEVEL", "NAMESPACES", "MODE", "AGE")
                .containsSequence("nights", "L3", "[\"team-*\"]", "Rollout");
        assertThat(apply(plane, "plain", "{}").succeeded()).isTrue();
        assertThat(apply(plane, "follows", "{level: L4, admission: true, follow: {tooLittlePercent: 0.5}}")
                        .succeeded())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {level: L5}                                          | spec.level                     | should match
            {level: L3}                                          | spec.windows                   | level L3 acts in windows: name at least one
            {mode: Fast}                                         | spec.mode                      | should match
            {minReady: -1}                                       | spec.minReady                  | greater than or equal to 0
            {notice: ten}                                        | spec.notice                    | must be a time such as
            {verify: ten}                                        | spec.verify                    | must be a time such as
            {minChangePercent: 101}                              | spec.minChangePercent          | less than or equal to 100
            {minSavingPerDay: -1}                                | spec.minSavingPerDay           | greater than or equal to 0
            {budget: {perHour: -1}}                              | spec.budget.perHour            | greater than or equal to 0
            {budget: {atOnce: -1}}                               | spec.budget.atOnce             | greater than or equal to 0
            {scope: {namespaces: [Team]}}                        | spec.scope.namespaces          | must be names of namespaces
            {scope: {exceptNamespaces: ["a b"]}}                 | spec.scope.exceptNamespaces    | must be names of namespaces
            {scope: {kinds: [deployment]}}                       | spec.scope.kinds               | must be kinds of workload
            {bounds: {cpu: {min: much}}}                         | spec.bounds.cpu.min            | must be a quantity such as
            {bounds: {cpu: {max: "-1"}}}                         | spec.bounds.cpu.max            | must be a quantity such as
            {bounds: {memory: {min: 2Gi, max: 1Gi}}}             | spec.bounds.memory.min         | the least must not exceed the most
            {windows: [{from: "25:00", to: "06:00"}]}            | spec.windows[0].from           | must be a time of day such as 22:00
            {windows: [{from: "22:00", to: "6"}]}                | spec.windows[0].to             | must be a time of day such as 22:00
            {windows: [{from: "22:00"}]}                         | spec.windows[0].to             | Required value
            {windows: [{days: [Moon], from: "22:00", to: "06:00"}]} | spec.windows[0].days        | must be days
            {slo: [{query: "vector(1)", atMost: 1}]}             | spec.slo[0].name               | Required value
            {slo: [{name: a, query: "", atMost: 1}]}             | spec.slo[0].query              | should be at least 1 chars long
            {slo: [{name: a, query: "1", atMost: 1, lasting: x}]} | spec.slo[0].lasting           | should match
            {follow: {tooLittlePercent: 30}}                     | spec.follow.tooLittlePercent   | less than or equal to 20
            {follow: {}, mode: Rollout}                          | spec.follow                    | leave mode out, or follow
            {colour: red}                                        | spec.colour                    | unknown field
            """)
    void refuses(String spec, String field, String says, ControlPlane plane) {
        install(plane);
        Outcome outcome = apply(plane, "bad", spec);
        assertThat(outcome.exit()).isNotZero();
        assertThat(outcome.err()).contains(field).contains(says);
    }

    private static String crd() {
        return GeneratedCrd.of(
                SizingPolicyObject.class,
                SizingPolicyCrdTest.class,
                List.of("LEVEL", "NAMESPACES", "MODE", "PRIORITY", "AGE"),
                SizingPolicyCrdTest::finish);
    }

    private static void finish(JSONSchemaProps root) {
        JSONSchemaProps scope = GeneratedCrd.at(root, "spec", "scope");
        GeneratedCrd.set(GeneratedCrd.at(scope, "namespaces"), 63);
        GeneratedCrd.set(GeneratedCrd.at(scope, "exceptNamespaces"), 63);
        GeneratedCrd.set(GeneratedCrd.at(scope, "kinds"), 63);
        JSONSchemaProps window =
                GeneratedCrd.at(root, "spec", "windows").getItems().getSchema();
        GeneratedCrd.set(GeneratedCrd.at(window, "days"), 16);
    }

    /** Taken by the server as a whole: a rule that costs too much or does not compile would fail here. */
    private static synchronized void install(ControlPlane plane) {
        if (installed) {
            return;
        }
        plane.apply(crd()).text();
        Await.until("policies to be served", () -> plane.kubectl("get", "sizingpolicies")
                .succeeded());
        installed = true;
    }

    private static Outcome apply(ControlPlane plane, String name, String spec) {
        return plane.kubectl()
                .reading("apiVersion: kerf.dev/v1alpha1\nkind: SizingPolicy\nmetadata: {name: %s}\nspec: %s\n"
                        .formatted(name, spec.strip()))
                .run("apply", "-f", "-");
    }
}
