package dev.kerf.objects.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "+1, 1",
        "1., 1",
        ".5, 0.5",
        "1.5, 1.5",
        "1n, 0.000000001",
        "1u, 0.000001",
        "1m, 0.001",
        "1k, 1000",
        "1M, 1000000",
        "1G, 1000000000",
        "1T, 1000000000000",
        "1P, 1000000000000000",
        "1E, 1000000000000000000",
        "1Ki, 1024",
        "1Mi, 1048576",
        "1Gi, 1073741824",
        "1Ti, 1099511627776",
        "1Pi, 1125899906842624",
        "1Ei, 1152921504606846976",
        "1e3, 1000",
        "1E3, 1000",
        "1.5e3, 1500",
        "1e-3, 0.001",
        "2E-1, 0.2",
        "1.5Gi, 1610612736",
        "-1, -1"
    })
    void everySuffixMeansItsAmount(String text, BigDecimal amount) throws QuantityException {
        assertThat(Quantity.parse(text).amount()).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "+",
                "-",
                "1 Gi",
                "1K",
                "1ki",
                "1gi",
                "1e",
                "1e1.5",
                "1e999",
                "Gi",
                "0x10",
                "1,5",
                "NaN",
                "Infinity",
                "1Gi2",
                "--1",
                "１",
                "1e3Gi"
            })
    void whatIsNoQuantityIsNamedWithAdvice(String text) {
        assertThatExceptionOfType(QuantityException.class)
                .isThrownBy(() -> Quantity.parse(text))
                .withMessage("“" + text + "” is not a quantity; write a number with a unit as in 500m, 2 or 1.5Gi");
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "1m, 1", "1n, 1", "0.0001, 1", "1.0005, 1001", "250m, 250", "0, 0"})
    void processorTimeIsRoundedUpToTheThousandth(String text, long milli) throws QuantityException {
        assertThat(Quantity.parse(text).cpu().milli()).isEqualTo(milli);
    }

    @ParameterizedTest
    @CsvSource({"1m, 1", "1.5, 2", "128974848, 128974848", "129e6, 129000000", "123Mi, 128974848", "0.1Ki, 103"})
    void memoryIsRoundedUpToTheByte(String text, long bytes) throws QuantityException {
        assertThat(Quantity.parse(text).bytes().count()).isEqualTo(bytes);
    }

    @Test
    void countsAreWhole() throws QuantityException {
        assertThat(Quantity.parse("2000m").count()).isEqualTo(2);
        assertThatExceptionOfType(QuantityException.class)
                .isThrownBy(() -> Quantity.parse("500m").count())
                .withMessage("0.5 is not a whole number, and what it counts cannot be divided");
    }

    @Test
    void whatIsBelowZeroIsRefused() {
        assertThatExceptionOfType(QuantityException.class)
                .isThrownBy(() -> Quantity.parse("-1Gi").bytes())
                .withMessage("-1073741824 is below zero; write zero or more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9Ei", "10P", "1e30", "99999999999999999999", "1e99"})
    void whatNoMachineHasIsRefused(String text) {
        assertThatExceptionOfType(QuantityException.class)
                .isThrownBy(() -> Quantity.parse(text).bytes())
                .withMessageEndingWith("bytes is more than any machine has; check the unit");
    }
}
