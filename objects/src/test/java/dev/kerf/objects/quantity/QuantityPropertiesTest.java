package dev.kerf.objects.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class QuantityPropertiesTest {
    @Property
    void wholeMebibytesAreExact(@ForAll @IntRange(min = 0, max = 1 << 30) int mebibytes) throws QuantityException {
        assertThat(Quantity.parse(mebibytes + "Mi").bytes().count()).isEqualTo(mebibytes * 1048576L);
    }

    @Property
    void thousandthsAreExact(@ForAll @LongRange(min = 0, max = 1L << 53) long milli) throws QuantityException {
        assertThat(Quantity.parse(milli + "m").cpu().milli()).isEqualTo(milli);
    }

    @Property
    void noTextIsMoreThanRefused(@ForAll String text) {
        try {
            Quantity.parse(text).bytes();
        } catch (QuantityException refused) {
            assertThat(refused.problem()).isNotBlank();
        }
    }
}
