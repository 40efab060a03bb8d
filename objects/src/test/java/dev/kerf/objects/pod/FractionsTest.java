package dev.kerf.objects.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kerf.objects.pod.Fractions.FractionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FractionsTest {
    @ParameterizedTest
    @CsvSource({
        "0.5, 500",
        ".25, 250",
        "0.3334, 333",
        "0.3335, 334",
        "1/3, 333",
        "2/3, 667",
        "1 / 8, 125",
        "0.001, 1",
        "0.999, 999",
        "5e-1, 500",
        "0.50000, 500",
        "+0.1, 100"
    })
    void partsAreThousandthsRoundedHalfUp(String text, int thousandths) throws FractionException {
        assertThat(Fractions.thousandths(text)).isEqualTo(thousandths);
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, is not a number",
        "Infinity, is not a number",
        "half, is not a number",
        "'', is not a number",
        "'0,5', is not a number",
        "1/2/3, is not a number",
        "50%, is not a number",
        "-0.5, is below 0",
        "0, is less than a thousandth",
        "0.0004, is less than a thousandth",
        "0/4, is less than a thousandth",
        "1, is not below 1",
        "1.0, is not below 1",
        "3/2, is not below 1",
        "7, is not below 1",
        "1e9, is not below 1",
        "0.9999, is a whole GPU when rounded",
        "1/0, divides by zero"
    })
    void whatIsNoPartIsRefusedWithAdvice(String text, String problem) {
        assertThatExceptionOfType(FractionException.class)
                .isThrownBy(() -> Fractions.thousandths(text))
                .withMessageStartingWith(problem + (problem.endsWith("thousandth") ? " of a GPU; " : ""));
    }
}
