package dev.kerf.kube.api;

import java.time.Duration;

/** Somebody who is told of every request to an API server; on a thread of the client's, so it must not wait. */
@FunctionalInterface
public interface Calls {
    /** Nobody. */
    Calls UNHEARD = (request, code, took) -> {};

    /**
     * It was answered.
     *
     * @param code HTTP status; 0: it was not answered after all
     * @param took until the answer was whole; of a watch, until it began
     */
    void answered(Request request, int code, Duration took);
}
