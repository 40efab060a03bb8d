package dev.kerf.objects.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.objects.pod.Fractions.FractionException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FractionsPropertiesTest {
    @Property
    void everyThousandthReadsBack(@ForAll @IntRange(min = 1, max = 999) int thousandths) throws FractionException {
        assertThat(Fractions.thousandths("0.%03d".formatted(thousandths))).isEqualTo(thousandths);
        assertThat(Fractions.thousandths(thousandths + "/1000")).isEqualTo(thousandths);
    }
}
