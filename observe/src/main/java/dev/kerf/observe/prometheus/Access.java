package dev.kerf.observe.prometheus;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a Prometheus answers and how one is let in. Secrets are in no text that is made of it.
 *
 * @param address up to before {@code /api/v1}: {@code http://prometheus:9090}, {@code …/select/0/prometheus}
 * @param headers sent with each question, {@code Authorization} and {@code X-Scope-OrgID} among them
 * @param ca      PEM file of who may have signed its certificate; null: those that Java trusts
 * @param insecure whether any certificate will do
 * @param patience how long and how often it is asked
 * @param dialect of its answers; null: it is found out
 */
public record Access(
        URI address,
        Map<String, String> headers,
        @Nullable Path ca,
        boolean insecure,
        Patience patience,
        @Nullable Dialect dialect) {
    private static final String AUTHORIZATION = "Authorization";

    public Access {
        String scheme = address.getScheme();
        if (address.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException(
                    address + " is no address of a Prometheus; write such as http://prometheus:9090");
        }
        headers = Map.copyOf(headers);
    }

    /** As anybody. A user and password in the address are sent as such, and taken out of it. */
    public static Access to(URI address) {
        Access open = new Access(plain(address), Map.of(), null, false, Patience.USUAL, null);
        String user = address.getUserInfo();
        return user == null ? open : open.basic(user);
    }

    private static URI plain(URI address) {
        String text = address.toString().replaceFirst("//[^/@]*@", "//").replaceFirst("/+$", "");
        return URI.create(text);
    }

    /** With a bearer token. */
    public Access bearer(String token) {
        return header(AUTHORIZATION, "Bearer " + token.strip());
    }

    /** With a user's name and password. */
    public Access basic(String user, String password) {
        return basic(user + ":" + password);
    }

    private Access basic(String pair) {
        String code = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return header(AUTHORIZATION, "Basic " + code);
    }

    /** With one header more: {@code X-Scope-OrgID} names the tenant of Mimir and Cortex. */
    public Access header(String name, String value) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.put(name, value);
        return new Access(address, all, ca, insecure, patience, dialect);
    }

    /** Trusting whom this PEM file names. */
    public Access trusting(Path file) {
        return new Access(address, headers, file, insecure, patience, dialect);
    }

    /** Trusting any certificate. */
    public Access trustingAnybody() {
        return new Access(address, headers, ca, true, patience, dialect);
    }

    /** With another patience. */
    public Access with(Patience other) {
        return new Access(address, headers, ca, insecure, other, dialect);
    }

    /** Told what it is. */
    public Access speaking(Dialect told) {
        return new Access(address, headers, ca, insecure, patience, told);
    }

    /** A call of its API. */
    URI call(String path) {
        return URI.create(address + "/api/v1/" + path);
    }

    @Override
    public String toString() {
        return address + (headers.isEmpty() ? "" : " with " + String.join(", ", new TreeMap<>(headers).keySet()));
    }
}
