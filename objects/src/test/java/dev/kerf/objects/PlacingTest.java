package dev.kerf.objects;

import static dev.kerf.core.model.Requirement.equal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.Constraints;
import dev.kerf.core.model.HostPort;
import dev.kerf.core.model.LabelSelector;
import dev.kerf.core.model.NodeTerm;
import dev.kerf.core.model.PodPreference;
import dev.kerf.core.model.PodTerm;
import dev.kerf.core.model.Preference;
import dev.kerf.core.model.Requirement;
import dev.kerf.core.model.Requirement.Operator;
import dev.kerf.core.model.Spread;
import dev.kerf.core.model.Taint;
import dev.kerf.core.model.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacingTest {
    private static final Given PLACING = Given.file("placing.yaml");

    private static Constraints of(String pod) {
        return PLACING.pending(pod).constraints();
    }

    @Test
    void nodesAreAskedForByLabelsAndNames() {
        assertThat(of("nodes").selector()).containsExactly(equal("pool", "gpu"));
        assertThat(of("nodes").affinity())
                .extracting(NodeTerm::toString)
                .containsExactly("zone=a|b,cores>16", "metadata.name=n1");
        assertThat(of("nodes").preferences())
                .containsExactly(new Preference(
                        30,
                        new NodeTerm(List.of(new Requirement("spot", Operator.DOES_NOT_EXIST, List.of())), List.of())));
    }

    @Test
    void tolerationsFollowKubernetesDefaults() {
        assertThat(of("nodes").tolerations())
                .containsExactly(
                        new Toleration("nvidia.com/gpu", true, "", Taint.Effect.NO_SCHEDULE),
                        new Toleration("team", false, "vision", null),
                        new Toleration("", true, "", null));
    }

    @Test
    void portsOfTheNodeAreThoseOfContainersAndSidecars() {
        assertThat(of("ports").hostPorts())
                .containsExactlyInAnyOrder(
                        new HostPort(HostPort.ANY, "TCP", 7000), new HostPort("10.0.0.1", "UDP", 8081));
        assertThat(of("host-network").hostPorts()).containsExactly(new HostPort(HostPort.ANY, "TCP", 9100));
    }

    @Test
    void podAffinityKnowsItsNamespaces() {
        LabelSelector cache = new LabelSelector(List.of(equal("app", "cache")));
        assertThat(of("pods").near())
                .containsExactly(
                        new PodTerm(cache, Set.of("dev"), "zone"),
                        new PodTerm(LabelSelector.EVERYTHING, Set.of("elsewhere", "prod-a", "prod-b"), "zone"));
    }

    @Test
    void labelKeysAreFoldedIntoTheSelector() {
        assertThat(of("pods").away().getFirst().selector()).hasToString("app=web,version=2,app!=web");
    }

    @Test
    void wishesToBeAwayWeighBelowZeroAndAnAbsentSelectorMatchesNoPod() {
        assertThat(of("pods").podPreferences())
                .extracting(PodPreference::weight)
                .containsExactly(7, -9);
        PodTerm wish = of("pods").podPreferences().getFirst().term();
        assertThat(wish.namespaces()).containsExactlyInAnyOrder("default", "dev", "prod-a", "prod-b");
        assertThat(wish.selector().matches(Map.of("app", "web"))).isFalse();
    }

    @Test
    void spreadsKeepTheirPoliciesAndDefaults() {
        assertThat(of("pods").spreads())
                .extracting(
                        Spread::maxSkew,
                        Spread::required,
                        Spread::minDomains,
                        Spread::honorAffinity,
                        Spread::honorTaints)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2, true, 3, false, true),
                        org.assertj.core.groups.Tuple.tuple(1, false, 1, true, false));
        assertThat(of("pods").spreads().getFirst().selector()).hasToString("app=web,version=2");
    }

    @Test
    void conditionsThatMakeNoSenseRefuseThePod() {
        String term = "has an impossible spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution"
                + ".nodeSelectorTerms[0].matchExpressions";
        assertThat(PLACING.refusals("senseless"))
                .containsExactlyInAnyOrder(
                        term + "[0]: In needs at least one value",
                        term + "[1]: Gt needs one whole number as value",
                        term + "[2]: has operator “Near”; write In, NotIn, Exists or DoesNotExist",
                        "has an impossible spec.topologySpreadConstraints[0].maxSkew: “0” is not a whole number from 1"
                                + " to 2147483647");
    }

    @Test
    void requiredAffinityWithoutAnyTermMatchesNoNode() {
        assertThat(of("nowhere").affinity()).containsExactly(new NodeTerm(List.of(), List.of()));
    }

    @Test
    void gatesAndResourceClaimsAreRefusals() {
        assertThat(PLACING.refusals("gated"))
                .containsExactly(
                        "waits for its scheduling gates to be lifted: quota, data-ready",
                        "asks for resource claims (gpu), which Kerf does not place yet; ask for nvidia.com/gpu instead");
    }
}
