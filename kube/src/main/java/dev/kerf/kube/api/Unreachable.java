package dev.kerf.kube.api;

/** The API server could not be asked; the message is one sentence that says what to do. */
public final class Unreachable extends RuntimeException {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    public Unreachable(String message) {
        super(message);
    }

    /**
     * The server did not do what was asked.
     *
     * @param asked verb and resource, {@code list pods}
     */
    public static Unreachable because(String server, String asked, Answer answer) {
        return new Unreachable(
                switch (answer.code()) {
                    case 0 ->
                        "no API server at " + server + ": " + answer.message() + "; check the kubeconfig's server";
                    case UNAUTHORIZED ->
                        "the API server at " + server + " does not know who is asking; check the kubeconfig's user";
                    case FORBIDDEN ->
                        "lacks the permission to " + asked + " (" + answer.message()
                                + "); ask for it, or look at a dump of the cluster";
                    default -> "the API server at " + server + " refused to " + asked + ": " + answer.message();
                });
    }
}
