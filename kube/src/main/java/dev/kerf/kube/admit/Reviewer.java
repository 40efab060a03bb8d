package dev.kerf.kube.admit;

import java.io.IOException;

/** Answers an API server's reviews, both as AdmissionReview in JSON. */
@FunctionalInterface
public interface Reviewer {
    /**
     * The answer to a review.
     *
     * @throws IOException if it is no review
     */
    byte[] answer(byte[] review) throws IOException;
}
