package dev.kerf.sim.interference;

/**
 * A language model with 16-bit weights, by its published configuration.
 *
 * @param parameters all of them: a step that makes a token reads each
 * @param inner      those of its layers: a token of a prompt goes through these alone
 * @param layers     of attention
 * @param width      of attention, all heads together
 * @param cached     width of what is kept of a token for each layer, keys and values together
 */
public record LanguageModel(double parameters, double inner, int layers, int width, int cached) {
    private static final double BYTES = 2;

    /** Qwen3-4B: 36 layers, 32 heads and 8 heads of keys and values, 128 wide (its configuration file, April 2025). */
    public static final LanguageModel QWEN3_4B = new LanguageModel(4.02e9, 3.63e9, 36, 32 * 128, 2 * 8 * 128);

    /** Bytes of its weights. */
    double weights() {
        return parameters * BYTES;
    }

    /** Bytes that are kept of each token. */
    double perToken() {
        return layers * cached * BYTES;
    }

    /** Operations that a prompt takes: two for each weight and token, and attention over half of the square. */
    double operations(double prompt) {
        return 2 * inner * prompt + 2.0 * layers * width * prompt * prompt;
    }
}
