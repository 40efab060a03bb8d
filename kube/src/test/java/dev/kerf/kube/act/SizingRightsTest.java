package dev.kerf.kube.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.act.State;
import dev.kerf.core.advise.Action;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.install.Grant;
import dev.kerf.kube.install.Grants;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who has the rights of {@code sizing.act} and no others can act on advice; who lacks one of them is told which, and nothing is begun. */
@OnControlPlane
@ResourceLock(Workshop.OPEN_ACTIONS)
class SizingRightsTest {
    private final ControlPlane plane;
    private final TestNamespace namespace;
    private final Workshop shop;
    private final Stopping actions;

    SizingRightsTest(ControlPlane plane, TestNamespace namespace) {
        this.plane = plane;
        this.namespace = namespace;
        this.shop = new Workshop(plane, namespace);
        this.actions = new Stopping(shop);
    }

    @AfterEach
    void close() {
        plane.kubectl("delete", "clusterrole,clusterrolebinding", namespace.name(), "--ignore-not-found")
                .text();
        shop.close();
    }

    /** An account with the sizing rights that are wanted. */
    private Api account(BiPredicate<Grant, String> wanted) {
        String rules = Grants.in(Grant.Scope.SIZING).stream()
                .flatMap(grant -> grant.verbs().stream()
                        .filter(verb -> wanted.test(grant, verb))
                        .map(verb -> "- {apiGroups: [\"%s\"], resources: [%s], verbs: [%s]}"
                                .formatted(grant.group(), grant.resource(), verb)))
                .collect(Collectors.joining("\n"));
        return Api.connect(new Access(plane.asServiceAccount(namespace.name(), "sizer", rules), null));
    }

    private Application applied(Api api, Action action) {
        return shop.applying(api).apply(Workshop.proposal(action), List.of(shop.policy()), Workshop.NOW);
    }

    /** A server takes a moment to know new rights; until then one it does not know yet is missing. */
    private Application begun(Api api, Action action) {
        return Await.until("an action", () -> applied(api, action), came -> came.state() == State.VERIFYING);
    }

    @Test
    void podsAreResized() {
        try (Api api = account((grant, verb) -> true)) {
            begun(api, actions.less());
        }
        assertThat(shop.asks("web-0", "cpu")).isEqualTo("500m");
    }

    @Test
    void aPartOfAGpuIsChanged() {
        shop.annotate(shop.pods() + "/web-0", "gpu-fraction", "0.5");
        shop.annotate(shop.pods() + "/web-1", "gpu-fraction", "0.5");
        try (Api api = account((grant, verb) -> true)) {
            begun(api, new Action.Fraction(shop.web(), 200));
        }
        assertThat(shop.pod("web-0").annotation("gpu-fraction")).isEqualTo("0.2");
    }

    @Test
    void workIsScaled() {
        String told = "{\"advice\":\"R04-web\",\"at\":\"%s\"}".formatted(Workshop.NOW.minus(Duration.ofHours(5)));
        shop.annotate(shop.web(""), Keys.ANNOUNCED, told);
        try (Api api = account((grant, verb) -> true)) {
            begun(api, actions.scale());
        }
        assertThat(shop.deployment().root().at("spec", "replicas").text()).isEqualTo("1");
    }

    @Test
    void aNodeIsEmptied() {
        try (Api api = account((grant, verb) -> true)) {
            begun(api, actions.drain());
        }
        assertThat(shop.pod("web-0").root().at("metadata", "deletionTimestamp").present())
                .isTrue();
    }

    @Test
    void anEventTellsOfItsEnd() {
        try (Api api = account((grant, verb) -> true)) {
            begun(api, actions.less());
            Await.until(
                    "its end",
                    () -> shop.applying(api).takeBack("R04-web", "a person wants it so", Workshop.NOW),
                    all -> all.stream().anyMatch(came -> came.state() == State.ROLLED_BACK));
        }
        assertThat(shop.events()).anyMatch(event -> event.startsWith("ActionTakenBack"));
    }

    @ParameterizedTest
    @CsvSource({
        "patch,pods/resize,less",
        "patch,deployments,less",
        "get,deployments,less",
        "list,pods,less",
        "list,statefulsets,less",
        "get,nodes,less",
        "get,namespaces,less",
        "list,resourcequotas,less",
        "list,limitranges,less",
        "list,poddisruptionbudgets,less",
        "list,horizontalpodautoscalers,less",
        "list,verticalpodautoscalers,less",
        "list,scaledobjects,less",
        "patch,pods,fraction",
        "create,pods/eviction,drain",
        "patch,nodes,drain",
        "get,pods,drain"
    })
    void whatIsMissingIsNamedAndNothingIsBegun(String verb, String resource, String action) {
        shop.annotate(shop.pods() + "/web-0", "gpu-fraction", "0.5");
        shop.annotate(shop.pods() + "/web-1", "gpu-fraction", "0.5");
        try (Api api = account((grant, each) -> !(grant.resource().equals(resource) && each.equals(verb)))) {
            String last = resource.substring(resource.indexOf('/') + 1);
            Application came = Await.until("the sentence", () -> applied(api, action(action)), found -> found.stopped()
                    .filter(guard -> guard.name().equals("not-permitted"))
                    .filter(guard -> guard.message().contains(verb)
                            && guard.message().contains(last)
                            && lacksOne(guard.message()))
                    .isPresent());
            assertThat(came.state()).isIn(State.PROPOSED, State.SIMULATED);
        }
        isAsItWas();
    }

    /** The one that is missing, and no other that is not known yet. */
    private static boolean lacksOne(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return text.split("lacks the permission", -1).length + text.split(" cannot ", -1).length == 3;
    }

    private Action action(String name) {
        return switch (name) {
            case "less" -> actions.less();
            case "drain" -> actions.drain();
            default -> new Action.Fraction(shop.web(), 200);
        };
    }

    private void isAsItWas() {
        assertThat(shop.asks("web-0", "cpu")).isEqualTo("1");
        assertThat(shop.pod("web-0").annotation("gpu-fraction")).isEqualTo("0.5");
        assertThat(shop.pod("web-0").root().at("metadata", "deletionTimestamp").present())
                .isFalse();
        assertThat(shop.deployment().labels()).doesNotContainKey(Keys.ACTING);
        assertThat(Objects.requireNonNull(shop.live(Place.node(shop.node())))
                        .root()
                        .at("spec", "unschedulable")
                        .flag())
                .isFalse();
    }
}
