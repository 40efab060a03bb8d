package dev.kerf.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.objects.pod.Fractions;
import dev.kerf.objects.quantity.Quantity;
import dev.kerf.objects.quantity.QuantityException;
import dev.kerf.objects.read.InputException;
import java.io.ByteArrayInputStream;
import java.util.List;

/**
 * Whatever the input, what comes out is a value, a warning or a refusal, and a cluster that can be planned. Without {@code JAZZER_FUZZ=1} the seeds beside
 * this class are replayed; with it new input is searched for.
 */
class NoSurpriseFuzzTest {
    @FuzzTest(maxDuration = "1m")
    void quantities(FuzzedDataProvider data) {
        try {
            Quantity quantity = Quantity.parse(data.consumeRemainingAsString());
            assertThat(quantity.toString()).isNotEmpty();
            assertThat(quantity.cpu().milli()).isBetween(0L, Quantity.MOST);
            assertThat(quantity.bytes().count()).isBetween(0L, Quantity.MOST);
        } catch (QuantityException refused) {
            assertThat(refused.problem()).isNotBlank();
        }
    }

    @FuzzTest(maxDuration = "1m")
    void fractions(FuzzedDataProvider data) {
        try {
            assertThat(Fractions.thousandths(data.consumeRemainingAsString())).isBetween(1, 999);
        } catch (Fractions.FractionException refused) {
            assertThat(refused.problem()).isNotBlank();
        }
    }

    @FuzzTest(maxDuration = "1m")
    void inputs(byte[] bytes) {
        assertReads(bytes);
    }

    static void assertReads(byte[] bytes) {
        try {
            ReadResult result = ClusterReader.read(List.of("-"), Given.OPTIONS, new ByteArrayInputStream(bytes));
            assertThat(Snapshot.of(result.cluster()).warnings()).isNotNull();
            assertThat(result.warnings()).allMatch(warning -> !warning.message().isBlank());
        } catch (InputException refused) {
            assertThat(refused.sentence()).isNotBlank();
        }
    }

    static void assertReads(String text) {
        assertReads(text.getBytes(UTF_8));
    }
}
