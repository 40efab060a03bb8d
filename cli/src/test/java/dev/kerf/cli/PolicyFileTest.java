package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerf.core.plan.Conduct;
import dev.kerf.core.plan.QueueOrder;
import dev.kerf.objects.read.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A policy that people write. */
class PolicyFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit injects it
    private Path folder;

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("policy.yaml"), text).toString();
    }

    @Test
    void sayHowQueuesAreHeldAgainstEachOther() throws IOException {
        Conduct conduct = PolicyFile.read(file("""
                queueOrder: dominant
                pastUse: {weight: 0.5, halfLife: 12h}
                moves: 4
                moveRatio: 1.5
                keepAfter: 1m
                leaving: 30s
                """)).conduct();
        assertThat(conduct.fairness().order()).isEqualTo(QueueOrder.DOMINANT);
        assertThat(conduct.fairness().memory()).isEqualTo(0.5);
        assertThat(conduct.fairness().halfLife()).isEqualTo(Duration.ofHours(12));
        assertThat(conduct.moves()).isEqualTo(4);
        assertThat(conduct.moveRatio()).isEqualTo(1500);
        assertThat(conduct.keepAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(conduct.leaving()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void whatIsNotSaidStaysAsUsual() throws IOException {
        assertThat(PolicyFile.read(file("knobs: {}\n")).conduct()).isEqualTo(Conduct.USUAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "queueOrder: fifo | policy.yaml:1: queueOrder: “fifo” is not one of deserved, dominant, borrowed",
                "'pastUse: {wait: 1}' | policy.yaml:1: pastUse.wait: is not known; there are halfLife, weight",
                "'pastUse: {weight: -1}' | policy.yaml:1: pastUse.weight: “-1” is not a number from 0 to 1000",
                "'pastUse: {halfLife: 0s}' | policy.yaml:1: pastUse.halfLife: must be longer than nothing",
                "moves: many | policy.yaml:1: moves: ",
                "keepafter: 5m | policy.yaml:1: keepafter: is not known; there are keepAfter, knobs, leaving"
            })
    void whatMakesNoSenseIsRefusedWithItsLine(String text, String sentence) throws IOException {
        String file = file(text + "\n");
        assertThatThrownBy(() -> PolicyFile.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(sentence);
    }
}
