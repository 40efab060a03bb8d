package dev.kerf.objects.volume;

import dev.kerf.objects.read.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claim that a pod mounts.
 *
 * @param naming       how the claim's name comes about
 * @param name         of the claim, or of the volume
 * @param storageClass of a claim that is made with the pod; null: the default one
 */
public record VolumeUse(
        Naming naming, String name, @Nullable String storageClass) {
    /** How a claim's name comes about. */
    public enum Naming {
        /** The pod names a claim that somebody made. */
        CLAIM,
        /** Made with the pod: {@code POD-VOLUME}. */
        EPHEMERAL,
        /** Made with the pod by its StatefulSet: {@code VOLUME-POD}. */
        TEMPLATE
    }

    /** The claims of a pod's volumes. */
    public static List<VolumeUse> ofPod(Field spec) {
        List<VolumeUse> uses = new ArrayList<>();
        for (Field volume : spec.get("volumes").items()) {
            Field claim = volume.get("persistentVolumeClaim");
            Field ephemeral = volume.at("ephemeral", "volumeClaimTemplate");
            if (claim.present()) {
                uses.add(new VolumeUse(Naming.CLAIM, claim.get("claimName").text(), null));
            } else if (ephemeral.present()) {
                uses.add(new VolumeUse(Naming.EPHEMERAL, volume.get("name").text(), storageClass(ephemeral)));
            }
        }
        return uses;
    }

    /** The claims of a StatefulSet's {@code volumeClaimTemplates}. */
    public static List<VolumeUse> ofTemplates(Field templates) {
        return templates.items().stream()
                .map(t ->
                        new VolumeUse(Naming.TEMPLATE, t.at("metadata", "name").text(), storageClass(t)))
                .toList();
    }

    private static @Nullable String storageClass(Field claim) {
        Field name = claim.at("spec", "storageClassName");
        return name.present() ? name.text() : null;
    }

    String claim(String pod) {
        return switch (naming) {
            case CLAIM -> name;
            case EPHEMERAL -> pod + "-" + name;
            case TEMPLATE -> name + "-" + pod;
        };
    }
}
