package dev.kerf.objects;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real objects, cut off anywhere. Nothing may come out but values, warnings and refusals. */
class CutInputTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "requests.yaml",
                "gpus.yaml",
                "nodes.yaml",
                "placing.yaml",
                "volumes.yaml",
                "running.yaml",
                "owners.yaml",
                "dump.yaml"
            })
    void everyPrefixOfAFixtureReads(String fixture) {
        String text = Given.content(fixture);
        for (int end = 0; end < text.length(); end += 37) {
            NoSurpriseFuzzTest.assertReads(text.substring(0, end));
        }
    }
}
