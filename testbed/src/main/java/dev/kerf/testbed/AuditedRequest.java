package dev.kerf.testbed;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request that the API server answered: who, what, on which object, with which HTTP status. */
public record AuditedRequest(
        String user,
        String verb,
        String group,
        String resource,
        String subresource,
        String namespace,
        String name,
        int status) {
    private static final Set<String> READS = Set.of("get", "list", "watch");
    private static final Pattern IMPERSONATED = Pattern.compile("\"impersonatedUser\":\\{\"username\":\"([^\"]*)\"");
    private static final Pattern USER = Pattern.compile("\"user\":\\{\"username\":\"([^\"]*)\"");
    private static final Pattern VERB = Pattern.compile("\"verb\":\"([^\"]*)\"");
    private static final Pattern OBJECT = Pattern.compile("\"objectRef\":\\{([^}]*)}");
    private static final Pattern STATUS = Pattern.compile("\"responseStatus\":\\{.*?\"code\":(\\d+)");

    /** A line of the log, as the API server writes it: one event, keys in a fixed order, no spaces. */
    static AuditedRequest parse(String line) {
        String object = found(OBJECT, line).orElse("");
        return new AuditedRequest(
                found(IMPERSONATED, line).or(() -> found(USER, line)).orElse(""),
                found(VERB, line).orElse(""),
                field("apiGroup", object),
                field("resource", object),
                field("subresource", object),
                field("namespace", object),
                field("name", object),
                Integer.parseInt(found(STATUS, line).orElse("0")));
    }

    /** Whether it asked for a change. */
    public boolean writes() {
        return !READS.contains(verb);
    }

    private static String field(String key, String object) {
        return found(Pattern.compile("\"" + key + "\":\"([^\"]*)\""), object).orElse("");
    }

    private static Optional<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
