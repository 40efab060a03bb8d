package dev.kerf.sim.interference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each figure of NVIDIA Dynamo's "Interpreting GPU Sharing Results", to 10 %. */
class InterferenceTest {
    private static final double PERCENT = 10;
    /** Half of a prompt comes again, after 100,000 tokens: whole cards remember it, halves do not. */
    private static final Interference A100 =
            new Interference(Card.A100_40, LanguageModel.QWEN3_4B, Engine.VLLM, new Requests(2048, 256, 0.5, 100_000));

    @ParameterizedTest
    @CsvSource({"2, 227.5", "8, 671.2", "32, 1141.8"})
    void oneModelToACard(int requests, double tokens) {
        near("tokens a second alone at " + requests, A100.alone(requests).tokens(), tokens);
    }

    @ParameterizedTest
    @CsvSource({"2, 227.5, 44.5", "8, 671.2, 51.2", "32, 1141.8, 72.8"})
    void twoModelsThatTakeTurns(int requests, double alone, double percent) {
        Speed speed = A100.shared(Sharing.TURNS, 2, requests / 2);
        near("tokens a second in turns at " + requests, speed.tokens(), alone * percent / 100);
    }

    @ParameterizedTest
    @CsvSource({"2, 227.5, 63.5", "8, 671.2, 68.0", "32, 1141.8, 87.9"})
    void twoModelsOnHalfTheMultiprocessorsEach(int requests, double alone, double percent) {
        Speed speed = A100.shared(Sharing.PARTS, 2, requests / 2);
        near("tokens a second on halves at " + requests, speed.tokens(), alone * percent / 100);
    }

    @ParameterizedTest
    @CsvSource({"2, 44.5, 63.5", "8, 51.2, 68.0", "32, 72.8, 87.9"})
    void theirPartsOfWhatACardGivesAlone(int requests, double turns, double parts) {
        double alone = A100.alone(requests).tokens();
        near(
                "percent in turns at " + requests,
                100 * A100.shared(Sharing.TURNS, 2, requests / 2).tokens() / alone,
                turns);
        near(
                "percent on halves at " + requests,
                100 * A100.shared(Sharing.PARTS, 2, requests / 2).tokens() / alone,
                parts);
    }

    @Test
    void timesBetweenTokensAtTwoRequests() {
        near("ms between tokens alone", 1000 * A100.alone(2).apart(), 8.61);
        near(
                "ms between tokens in turns",
                1000 * A100.shared(Sharing.TURNS, 2, 1).apart(),
                19.0);
        near(
                "ms between tokens on halves",
                1000 * A100.shared(Sharing.PARTS, 2, 1).apart(),
                13.2);
    }

    @Test
    void timesToTheFirstTokenAtTwoRequests() {
        near("ms to the first token alone", 1000 * A100.alone(2).first(), 48.6);
        near(
                "ms to the first token in turns",
                1000 * A100.shared(Sharing.TURNS, 2, 1).first(),
                216);
        near(
                "ms to the first token on halves",
                1000 * A100.shared(Sharing.PARTS, 2, 1).first(),
                185);
    }

    /** What a token costs on a shared card, against two cards with the same traffic for each model. */
    @ParameterizedTest
    @CsvSource({"1, -22.9", "4, -5.9", "32, 0.8"})
    void costsOfATokenWithEqualTraffic(int requests, double percent) {
        double shared = A100.shared(Sharing.PARTS, 2, requests).tokens();
        double ratio = A100.alone(requests).tokens() / shared;
        near("cost against dedicated at " + requests, ratio, 1 + percent / 100);
    }

    @Test
    void sharingPaysWhileCardsIdleAndNotWhenTheyAreBusy() {
        assertThat(gain(1)).isGreaterThan(gain(4)).isGreaterThan(gain(32));
        assertThat(gain(64)).isLessThan(1.1);
    }

    private static double gain(int requests) {
        return A100.shared(Sharing.PARTS, 2, requests).tokens()
                / A100.alone(requests).tokens();
    }

    @Test
    void halfTheMemoryHoldsLessThanHalfOfTheCache() {
        assertThat(A100.cache(0.5)).isPositive().isLessThan(A100.cache(1) / 2);
    }

    @Test
    void moreModelsNeverGiveMoreThanTheMemoryCanBeRead() {
        double one = A100.shared(Sharing.PARTS, 2, 8).tokens();
        double three = A100.shared(Sharing.PARTS, 3, 8).tokens();
        assertThat(three / 3).isLessThan(one / 2);
    }

    private static void near(String what, double told, double measured) {
        assertThat(told).as(what).isCloseTo(measured, withinPercentage(PERCENT));
    }
}
