package dev.kerf.objects;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Real objects, damaged: cut, mixed, bent. Nothing may come out but values, warnings and refusals. */
class DamagedInputTest {
    private static final List<String> FIXTURES = List.of(
            "requests.yaml", "gpus.yaml", "nodes.yaml", "placing.yaml", "volumes.yaml", "running.yaml", "owners.yaml");
    private static final List<String> BENDS = List.of(
            "-1",
            "1e99",
            "NaN",
            "''",
            "null",
            "[]",
            "{}",
            "[[]]",
            "true",
            "9999999999999999999999",
            "*x",
            "&x",
            "\"",
            "{",
            "\n---\n",
            "\t");

    @Property(tries = 700)
    void valuesReplacedByOthersRead(@ForAll int seed) {
        Random random = new Random(seed);
        String[] words =
                Given.content(FIXTURES.get(random.nextInt(FIXTURES.size()))).split("(?<=[\\s,:{}\\[\\]])");
        for (int bend = 0; bend < 1 + random.nextInt(6); bend++) {
            words[random.nextInt(words.length)] = BENDS.get(random.nextInt(BENDS.size()));
        }
        NoSurpriseFuzzTest.assertReads(String.join("", words));
    }

    @Property(tries = 300)
    void bytesFlippedRead(@ForAll int seed) {
        Random random = new Random(seed);
        byte[] bytes = Given.content(FIXTURES.get(random.nextInt(FIXTURES.size())))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int flip = 0; flip < 1 + random.nextInt(8); flip++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        NoSurpriseFuzzTest.assertReads(Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length)));
    }

    @Property(tries = 300)
    void anyTextReads(@ForAll String text) {
        NoSurpriseFuzzTest.assertReads(text);
    }
}
