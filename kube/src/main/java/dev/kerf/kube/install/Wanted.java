package dev.kerf.kube.install;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kerf.kube.api.Request;
import java.util.Locale;

/**
 * An object that Kerf wants a cluster to have.
 *
 * @param kind of it
 * @param path where the server has it, {@code /api/v1/namespaces/kerf-system}
 * @param yaml all of it
 */
public record Wanted(String kind, String path, String yaml) {
    private static final String APPLY = "application/apply-patch+yaml";

    /** As kubectl calls it, {@code namespace/kerf-system}. */
    public String title() {
        return kind.toLowerCase(Locale.ROOT) + path.substring(path.lastIndexOf('/'));
    }

    /**
     * Makes it so, by server-side apply.
     *
     * @param force also where somebody else, such as Helm, says otherwise
     */
    public Request apply(boolean force) {
        String query = "?fieldManager=kerf-install" + (force ? "&force=true" : "");
        return new Request("PATCH", path + query, APPLY, yaml.getBytes(UTF_8));
    }
}
