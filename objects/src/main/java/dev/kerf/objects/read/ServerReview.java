package dev.kerf.objects.read;

import dev.kerf.objects.read.Tokens.Malformed;
import dev.kerf.objects.read.Value.Mapping;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An AdmissionReview: an API server asks whether an object may be written. Objects are kept whole, since the answer may
 * point at any part of them.
 *
 * @param uid       to be repeated in the answer
 * @param operation CREATE, UPDATE, …
 * @param object    as it would be written; empty where it is to be deleted
 * @param before    as it is; empty where it is to be made
 * @param user      who asks for it
 */
public record ServerReview(String uid, String operation, Item object, Item before, Field user) {
    /**
     * Reads a review.
     *
     * @throws IOException if it is none
     */
    public static ServerReview read(byte[] body) throws IOException {
        List<Problem> problems = new ArrayList<>();
        JsonTokens tokens = new JsonTokens(new ByteArrayInputStream(body));
        Value value;
        try {
            value = new TreeBuilder(tokens, problems::add).build(tokens.next(), Shape.ALL);
        } catch (Malformed broken) {
            throw new IOException("the review " + broken.problem(), broken);
        }
        if (!(value instanceof Mapping root)) {
            throw new IOException("the review is no object");
        }
        Field request =
                new Item("server", "AdmissionReview", root, problems).root().get("request");
        String uid = request.get("uid").text();
        if (uid.isEmpty()) {
            throw new IOException("the review has no request.uid");
        }
        return new ServerReview(
                uid,
                request.get("operation").text(),
                request.get("object").item(),
                request.get("oldObject").item(),
                request.get("userInfo"));
    }
}
