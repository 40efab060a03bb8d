package dev.kerf.core.price;

/** What a price book knows of an asset. There is no price that stands for all that are not known. */
public sealed interface Priced {
    /** It has a price. */
    record Known(Price price) implements Priced {}

    /** It has none. */
    record Unknown(Asset asset) implements Priced {
        /** {@code no price is known of NVIDIA-L4 in g6.xlarge}. */
        @Override
        public String toString() {
            return "no price is known of " + asset;
        }
    }
}
