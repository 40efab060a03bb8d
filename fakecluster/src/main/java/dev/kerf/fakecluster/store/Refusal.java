package dev.kerf.fakecluster.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.schema.Trees;
import java.util.List;

/** The server says no, in the words of Kubernetes' {@code Status}. */
public final class Refusal extends RuntimeException {
    private final int code;
    private final String reason;
    private final ObjectNode details;

    private Refusal(int code, String reason, String message, ObjectNode details) {
        super(message, null, false, false);
        this.code = code;
        this.reason = reason;
        this.details = details;
    }

    /**
     * One thing that is wrong with an object.
     *
     * @param reason {@code FieldValueRequired}
     */
    public record Cause(String reason, String message, String field) {
        public static Cause required(String field, String why) {
            return new Cause("FieldValueRequired", "Required value" + (why.isEmpty() ? "" : ": " + why), field);
        }

        public static Cause invalid(String field, String value, String why) {
            return new Cause("FieldValueInvalid", "Invalid value: \"" + value + "\": " + why, field);
        }

        public static Cause forbidden(String field, String why) {
            return new Cause("FieldValueForbidden", "Forbidden: " + why, field);
        }
    }

    private static ObjectNode about(Kind kind, String name) {
        ObjectNode details = Trees.object().put("name", name);
        if (!kind.group().isEmpty()) {
            details.put("group", kind.group());
        }
        return details.put("kind", kind.plural());
    }

    private static String title(Kind kind, String name) {
        return kind.resource() + " \"" + name + "\"";
    }

    public static Refusal notFound(Kind kind, String name) {
        return new Refusal(404, "NotFound", title(kind, name) + " not found", about(kind, name));
    }

    /** Nothing is served under that path. */
    public static Refusal noSuchPath() {
        return new Refusal(404, "NotFound", "the server could not find the requested resource", Trees.object());
    }

    public static Refusal exists(Kind kind, String name) {
        return new Refusal(409, "AlreadyExists", title(kind, name) + " already exists", about(kind, name));
    }

    public static Refusal conflict(Kind kind, String name, String why) {
        String message = "Operation cannot be fulfilled on " + title(kind, name) + ": " + why;
        return new Refusal(409, "Conflict", message, about(kind, name));
    }

    public static Refusal stale(Kind kind, String name) {
        return conflict(
                kind,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    /** Two appliers want different things. */
    public static Refusal owned(String message, List<Cause> causes) {
        return new Refusal(409, "Conflict", message, causes(Trees.object(), causes));
    }

    public static Refusal invalid(Kind kind, String name, List<Cause> causes) {
        List<String> sentences =
                causes.stream().map(c -> c.field() + ": " + c.message()).toList();
        String all = sentences.size() == 1 ? sentences.getFirst() : "[" + String.join(", ", sentences) + "]";
        ObjectNode details = Trees.object().put("name", name);
        if (!kind.group().isEmpty()) {
            details.put("group", kind.group());
        }
        details.put("kind", kind.kind());
        String full = kind.kind() + (kind.group().isEmpty() ? "" : "." + kind.group());
        return new Refusal(422, "Invalid", full + " \"" + name + "\" is invalid: " + all, causes(details, causes));
    }

    private static ObjectNode causes(ObjectNode details, List<Cause> causes) {
        ArrayNode list = details.putArray("causes");
        causes.forEach(each -> list.addObject()
                .put("reason", each.reason())
                .put("message", each.message())
                .put("field", each.field()));
        return details;
    }

    public static Refusal forbidden(Kind kind, String name, String why) {
        return new Refusal(403, "Forbidden", title(kind, name) + " is forbidden: " + why, about(kind, name));
    }

    public static Refusal badRequest(String message) {
        return new Refusal(400, "BadRequest", message, Trees.object());
    }

    /** A JSON patch that does not fit the object. */
    public static Refusal invalidPatch(String message) {
        return new Refusal(
                422,
                "Invalid",
                "the server rejected our request due to an error in our request: " + message,
                Trees.object());
    }

    public static Refusal notAllowed() {
        return new Refusal(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource",
                Trees.object());
    }

    public static Refusal unsupported(String type, List<String> known) {
        String message = "the body of the request was in an unknown format - accepted media types include: "
                + String.join(", ", known) + " (it was " + type + ")";
        return new Refusal(415, "UnsupportedMediaType", message, Trees.object());
    }

    public static Refusal expired(String message) {
        return new Refusal(410, "Expired", message, Trees.object());
    }

    /** The revision asked for lies ahead. */
    public static Refusal ahead(long asked, long now) {
        String message = "Timeout: Too large resource version: " + asked + ", current: " + now;
        ObjectNode details = Trees.object();
        Refusal refusal = new Refusal(504, "Timeout", message, details);
        causes(details, List.of(new Cause("ResourceVersionTooLarge", "Too large resource version", "")));
        details.put("retryAfterSeconds", 1);
        return refusal;
    }

    /** Too many would be gone at once. */
    public static Refusal disrupted(String message, String cause) {
        ObjectNode details = causes(Trees.object(), List.of(new Cause("DisruptionBudget", cause, "")));
        return new Refusal(429, "TooManyRequests", message, details);
    }

    public static Refusal tooLarge() {
        return new Refusal(413, "RequestEntityTooLarge", "Request entity too large: limit is 3145728", Trees.object());
    }

    public static Refusal broken(String message) {
        return new Refusal(500, "InternalError", "Internal error occurred: " + message, Trees.object());
    }

    public int code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** As an object. */
    public ObjectNode status() {
        ObjectNode status = Trees.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure").put("message", getMessage()).put("reason", reason);
        if (!details.isEmpty()) {
            status.set("details", details);
        }
        return status.put("code", code);
    }
}
