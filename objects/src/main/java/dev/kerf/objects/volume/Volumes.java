package dev.kerf.objects.volume;

import dev.kerf.core.model.NodeTerm;
import dev.kerf.core.model.VolumeAffinity;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.Warning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The claims, volumes and storage classes of the input. What is not in the input is judged by what is: a claim missing
 * among others does not exist, but an input without any claims merely left them out.
 */
public final class Volumes {
    private final Map<String, Claim> claims = new HashMap<>();
    private final Map<String, Volume> volumes = new HashMap<>();
    private final Map<String, StorageClass> classes = new HashMap<>();
    private final Consumer<Warning> once;

    /** @param once takes warnings, each of them possibly many times */
    public Volumes(Consumer<Warning> once) {
        this.once = once;
    }

    public void addClaim(Item item, String namespace) {
        claims.put(namespace + "/" + item.name(), Claim.read(item, namespace));
    }

    public void addVolume(Item item) {
        volumes.put(item.name(), Volume.read(item));
    }

    public void addClass(Item item) {
        classes.put(item.name(), StorageClass.read(item));
    }

    /** From where the pod's claim can be reached; asked only when all objects are known. */
    public Reach reach(VolumeUse use, String namespace, String pod) {
        String name = use.claim(pod);
        Claim claim = claims.get(namespace + "/" + name);
        if (claim != null) {
            return claim.volume().isEmpty() ? unbound(claim, false) : bound(claim);
        }
        if (use.naming() != VolumeUse.Naming.CLAIM) {
            return unbound(Claim.made(namespace, name, use.storageClass()), true);
        }
        return missing(claims, "PersistentVolumeClaim", name, "it is not found");
    }

    private Reach bound(Claim claim) {
        Volume volume = volumes.get(claim.volume());
        if (claim.lost()) {
            return nowhere(claim.name(), "its volume " + claim.volume() + " is lost");
        }
        if (volume == null) {
            return missing(volumes, "PersistentVolume", claim.name(), "its volume " + claim.volume() + " is not found");
        }
        return from(claim, volume.terms());
    }

    private Reach unbound(Claim claim, boolean madeWithPod) {
        StorageClass found = storageClass(claim.storageClass());
        if (found == null) {
            return madeWithPod ? new Reach.Anywhere() : withoutClass(claim);
        }
        if (!found.waits()) {
            String problem = "it is not bound, and its storage class " + found.name() + " does not wait for the pod";
            return madeWithPod ? new Reach.Anywhere() : nowhere(claim.name(), problem);
        }
        return waiting(claim, found);
    }

    private Reach withoutClass(Claim claim) {
        String name = claim.storageClass();
        if (name != null && name.isEmpty()) {
            return nowhere(claim.name(), "it is not bound and has no storage class");
        }
        String problem = name == null
                ? "it is not bound, and no storage class is the default one"
                : "it is not bound, and its storage class " + name + " is not found";
        return missing(classes, "StorageClass", claim.name(), problem);
    }

    private @Nullable StorageClass storageClass(@Nullable String name) {
        if (name != null) {
            return classes.get(name);
        }
        return classes.values().stream()
                .filter(StorageClass::isDefault)
                .min(Comparator.comparing(StorageClass::name))
                .orElse(null);
    }

    /** The volume is made, or one that exists is bound, once the node is known: where either can be. */
    private Reach waiting(Claim claim, StorageClass found) {
        if (found.makes() && found.topologies().isEmpty()) {
            return new Reach.Anywhere();
        }
        List<NodeTerm> terms = new ArrayList<>(found.makes() ? found.topologies() : List.of());
        for (Volume volume : volumes.values()) {
            if (volume.wouldServe(claim, found.name())) {
                if (volume.terms().isEmpty()) {
                    return new Reach.Anywhere();
                }
                terms.addAll(volume.terms());
            }
        }
        return terms.isEmpty()
                ? nowhere(claim.name(), "no volume of storage class " + found.name() + " is free for it")
                : from(
                        claim,
                        terms.stream()
                                .distinct()
                                .sorted(Comparator.comparing(NodeTerm::toString))
                                .toList());
    }

    private static Reach from(Claim claim, List<NodeTerm> terms) {
        return terms.isEmpty() ? new Reach.Anywhere() : new Reach.From(new VolumeAffinity(claim.name(), terms));
    }

    private Reach missing(Map<?, ?> known, String kind, String claim, String problem) {
        if (!known.isEmpty()) {
            return nowhere(claim, problem);
        }
        once.accept(Warning.general("the input has no " + kind
                + " object, so pods are not kept to where their volumes are; add them to the input"));
        return new Reach.Anywhere();
    }

    private static Reach nowhere(String claim, String problem) {
        return new Reach.Nowhere(Reason.of(Code.VOLUME_UNBOUND, "claim", claim, "problem", problem));
    }
}
