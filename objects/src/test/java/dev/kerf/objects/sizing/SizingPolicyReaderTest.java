package dev.kerf.objects.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.act.Level;
import dev.kerf.core.act.Pace;
import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.act.Slo;
import dev.kerf.core.size.Follow;
import dev.kerf.objects.read.Input;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.Warning;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies as they are written, and the sentence for each field that makes no sense. */
class SizingPolicyReaderTest {
    private static Item item(String spec) {
        String yaml = "apiVersion: kerf.dev/v1alpha1\nkind: SizingPolicy\nmetadata: {name: nights}\nspec: %s\n"
                .formatted(spec.strip());
        List<Item> items = new ArrayList<>();
        new Input(items::add, problem -> {
                    throw new AssertionError(problem);
                })
                .read(List.of("-"), new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
        return items.getFirst();
    }

    @Test
    void saysWhatItMeans() {
        Item item = item("""
                {priority: 7, level: L3, mode: Rollout, minReady: 2, notice: 1h, verify: 10m, minChangePercent: 25,
                 minSavingPerDay: 2.5, budget: {perHour: 3, atOnce: 1},
                 scope: {namespaces: ["team-*"], exceptNamespaces: [team-b], labels: {tier: dev}, kinds: [Deployment]},
                 bounds: {fraction: {min: 0.1, max: "0.9"}, cpu: {max: 8}, memory: {min: 128Mi}},
                 windows: [{days: [Mon, Sun], from: "22:00", to: "06:00", timeZone: Europe/Berlin}]}
                """);
        SizingPolicy policy = SizingPolicyReader.read(item);
        assertThat(item.problems()).isEmpty();
        assertThat(policy.level()).isEqualTo(Level.IN_WINDOW);
        assertThat(policy.pace()).isEqualTo(new Pace(3, 1));
        assertThat(policy.manner()).isEqualTo(SizingPolicy.Manner.ROLLOUT);
        assertThat(policy.terms().notice()).isEqualTo(Duration.ofHours(1));
        assertThat(policy.terms().change()).isEqualTo(0.25);
        assertThat(policy.terms().dayCents()).isEqualTo(250);
        assertThat(policy.bounds().fraction().least()).isEqualTo(100);
        assertThat(policy.bounds().cpu().most()).isEqualTo(8000);
        assertThat(policy.bounds().memory().least()).isEqualTo(128L << 20);
        assertThat(policy.scope().covers("team-a", "Deployment", java.util.Map.of("tier", "dev")))
                .isTrue();
        assertThat(policy.scope().covers("team-b", "Deployment", java.util.Map.of("tier", "dev")))
                .isFalse();
        assertThat(policy.windows().getFirst().contains(Instant.parse("2026-11-30T23:30:00Z")))
                .isTrue();
        assertThat(policy.windows().getFirst().contains(Instant.parse("2026-11-30T12:00:00Z")))
                .isFalse();
    }

    @Test
    void promisesAndWhatNewPodsGet() {
        Item item = item("""
                {level: L4, admission: true,
                 slo: [{name: latency, query: 'p99{ns="$namespace",app="$workload"}', atMost: 0.25},
                       {name: errors, query: errors, atMost: 1e-3, lasting: 90s}]}
                """);
        SizingPolicy.Terms terms = SizingPolicyReader.read(item).terms();
        assertThat(item.problems()).isEmpty();
        assertThat(terms.admission()).isTrue();
        assertThat(terms.slos())
                .containsExactly(
                        new Slo("latency", "p99{ns=\"$namespace\",app=\"$workload\"}", 0.25, Duration.ofMinutes(5)),
                        new Slo("errors", "errors", 0.001, Duration.ofSeconds(90)));
        assertThat(terms.slos().getFirst().about("team", "web")).isEqualTo("p99{ns=\"team\",app=\"web\"}");
    }

    @Test
    void partsStayUnlessTheyAreToFollow() {
        assertThat(SizingPolicyReader.read(item("{level: L4}")).terms().follow())
                .isNull();
        assertThat(SizingPolicyReader.read(item("{level: L4, follow: {}}"))
                        .terms()
                        .follow())
                .isEqualTo(new Follow(0.01));
        assertThat(SizingPolicyReader.read(item("{level: L4, follow: {tooLittlePercent: 2.5}}"))
                        .terms()
                        .follow())
                .isEqualTo(new Follow(0.025));
    }

    @Test
    void recommendsOnlyWhereItSaysNothing() {
        SizingPolicy policy = SizingPolicyReader.read(item("{}"));
        assertThat(policy.level()).isEqualTo(Level.RECOMMEND);
        assertThat(policy.terms()).isEqualTo(SizingPolicy.Terms.USUAL);
        assertThat(policy.pace()).isEqualTo(Pace.USUAL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {level: L9}                                              | spec.level: “L9” is not one of L0, L1, L2, L3, L4
            {level: L4, mode: Fast}                                  | spec.mode: “Fast” is not one of InPlace, Rollout
            {level: L4, minReady: -1}                                | spec.minReady: “-1” is not a whole number from 0 to 100000
            {level: L4, notice: ten}                                 | spec.notice: “ten” is no time; write it as 30s, 10m or 1h30m
            {level: L4, minSavingPerDay: -2}                         | spec.minSavingPerDay: “-2” is less than nothing; write an amount of money, such as 1.50
            {level: L4, bounds: {cpu: {min: 4, max: 2}}}             | spec.bounds.cpu.min: is more than max; raise max or lower min
            {level: L3, windows: [{from: "25:00", to: "06:00"}]}     | spec.windows[0].from: “25:00” is not a time of day; write it as 22:00
            {level: L3, windows: [{from: "1:00", to: "06:00"}]}      | spec.windows[0].from: “1:00” is not a time of day; write it as 22:00
            {level: L3, windows: [{days: [Moon], from: "01:00", to: "06:00"}]} | spec.windows[0].days[0]: “Moon” is not one of Mon, Tue, Wed, Thu, Fri, Sat, Sun
            {level: L3, windows: [{from: "01:00", to: "06:00", timeZone: Mars}]} | spec.windows[0].timeZone: “Mars” is no time zone; write it as Europe/Berlin
            {level: L4, slo: [{name: a, query: a, atMost: few}]}     | spec.slo[0].atMost: “few” is not a number; write what it may come to, such as 0.25
            {level: L4, slo: [{name: a, atMost: 1}]}                 | spec.slo[0].query: is empty; write the expression that measures it
            {level: L4, follow: {tooLittlePercent: 30}}              | spec.follow.tooLittlePercent: “30” is not between 0.1 and 20; write how many of a hundred five-minute values may be above the part, such as 1
            {level: L4, mode: Rollout, follow: {}}                   | spec.follow: is of parts that change where they stand; leave mode out, or follow
            {level: L4, budget: {perHour: many}}                     | spec.budget.perHour: “many” is not a whole number from 0 to 10000
            """)
    void namesTheFieldAndThenOnlyRecommends(String spec, String sentence) {
        Item item = item(spec);
        SizingPolicy policy = SizingPolicyReader.read(item);
        assertThat(item.warnings()).extracting(Warning::message).containsExactly(sentence);
        assertThat(policy.level()).isEqualTo(Level.RECOMMEND);
    }
}
