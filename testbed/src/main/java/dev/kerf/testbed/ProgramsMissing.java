package dev.kerf.testbed;

/** This machine cannot run a real Kubernetes (yet). The message completes "not run: N tests of X …". */
public final class ProgramsMissing extends RuntimeException {
    private static final String WAY_OUT =
            "need a real Kubernetes; `testbed/bed programs` builds it in about 10 minutes";

    ProgramsMissing(String message) {
        super(message);
    }

    /** From what {@code bed} said: a line of its own ("bed: …") names what is missing besides programs. */
    static ProgramsMissing told(String words) {
        return new ProgramsMissing(words.lines()
                .filter(line -> line.startsWith("bed: "))
                .map(line -> "cannot run here: " + line.substring("bed: ".length()))
                .findFirst()
                .orElse(WAY_OUT));
    }
}
