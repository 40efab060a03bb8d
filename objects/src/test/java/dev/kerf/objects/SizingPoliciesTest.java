package dev.kerf.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.act.Level;
import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.size.Follow;
import org.junit.jupiter.api.Test;

/** SizingPolicies among the objects of a cluster. */
class SizingPoliciesTest {
    private static final String NODE =
            "apiVersion: v1\nkind: Node\nmetadata: {name: a}\nstatus: {allocatable: {cpu: 1}}\n---\n";

    private static String policy(String group, String spec) {
        return "apiVersion: %s/v1alpha1\nkind: SizingPolicy\nmetadata: {name: p}\nspec: %s\n".formatted(group, spec);
    }

    @Test
    void theyAreRead() {
        ReadResult read =
                Given.text(NODE + policy("kerf.dev", "{level: L4, follow: {}}")).result();
        assertThat(read.policies()).singleElement().satisfies(policy -> {
            assertThat(policy.name()).isEqualTo("p");
            assertThat(policy.terms().follow()).isEqualTo(new Follow(0.01));
        });
        assertThat(read.skipped()).isEmpty();
    }

    @Test
    void whatMakesNoSenseIsSaidAndOnlyRecommends() {
        ReadResult read = Given.text(NODE + policy("kerf.dev", "{level: L9}")).result();
        assertThat(read.policies()).extracting(SizingPolicy::level).containsExactly(Level.RECOMMEND);
        assertThat(read.warnings())
                .singleElement()
                .hasToString("-:9: SizingPolicy p: spec.level: “L9” is not one of L0, L1, L2, L3, L4");
    }

    @Test
    void thoseOfOthersAreNotMeant() {
        ReadResult read =
                Given.text(NODE + policy("example.com", "{follow: {}}")).result();
        assertThat(read.policies()).isEmpty();
        assertThat(read.skipped()).containsKey("SizingPolicy.example.com");
    }
}
