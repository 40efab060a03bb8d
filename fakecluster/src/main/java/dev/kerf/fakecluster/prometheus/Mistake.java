package dev.kerf.fakecluster.prometheus;

/** A request that is not answered, with Prometheus' word for why. */
final class Mistake extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int code;
    private final String type;

    private Mistake(int code, String type, String sentence) {
        super(sentence);
        this.code = code;
        this.type = type;
    }

    static Mistake badData(String sentence) {
        return new Mistake(400, "bad_data", sentence);
    }

    static Mistake notFound(String sentence) {
        return new Mistake(404, "not_found", sentence);
    }

    static Mistake tooMuch(String sentence) {
        return new Mistake(422, "execution", sentence);
    }

    int code() {
        return code;
    }

    String type() {
        return type;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
