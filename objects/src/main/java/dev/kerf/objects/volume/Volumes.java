package dev.kerf.objects.volume;

import dev.kerf.core.model.Node;
import dev.kerf.core.model.NodeTerm;
import dev.kerf.core.model.Requirement;
import dev.kerf.core.model.VolumeAffinity;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.Warning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The claims, volumes and storage classes of the input. What is not in the input is judged by what is: a claim missing
 * among others does not exist, but an input without any claims merely left them out. A cluster that is watched is known as
 * a whole; of what cannot be read there, nothing is known.
 */
public final class Volumes {
    private final Map<String, Claim> claims = new HashMap<>();
    private final Map<String, Volume> volumes = new HashMap<>();
    private final Map<String, StorageClass> classes = new HashMap<>();
    private final Map<String, Volume> byClaim = new HashMap<>();
    private final Consumer<Warning> once;
    private final boolean whole;
    private final Map<String, String> unreadable;

    /**
     * None yet.
     *
     * @param once       takes warnings, each of them possibly many times
     * @param whole      what is not here is not there
     * @param unreadable kinds of which nothing is known, and why
     */
    public Volumes(Consumer<Warning> once, boolean whole, Map<String, String> unreadable) {
        this.once = once;
        this.whole = whole;
        this.unreadable = Map.copyOf(unreadable);
    }

    public void addClaim(Item item, String namespace) {
        claims.put(namespace + "/" + item.name(), Claim.read(item, namespace));
    }

    public void addVolume(Item item) {
        Volume volume = Volume.read(item);
        volumes.put(volume.name(), volume);
        if (!volume.claim().isEmpty()) {
            byClaim.put(volume.claim(), volume);
        }
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
        if (use.naming() != VolumeUse.Naming.CLAIM && !whole) {
            return unbound(Claim.made(namespace, name, use.storageClass()), true);
        }
        String problem = use.naming() == VolumeUse.Naming.CLAIM ? "it is not found" : "it is not made yet";
        return missing(claims, "PersistentVolumeClaim", name, problem);
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
        return begun(claim, found);
    }

    /** Where the volume is being made, or is kept for the claim already; else where it can be. */
    private Reach begun(Claim claim, StorageClass found) {
        Volume kept = byClaim.get(claim.key());
        if (kept != null) {
            return from(claim, kept.terms());
        }
        if (!claim.selectedNode().isEmpty()) {
            Requirement name = Requirement.equal(NodeTerm.NAME_FIELD, claim.selectedNode());
            return from(claim, List.of(new NodeTerm(List.of(), List.of(name))));
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
        String why = unreadable.get(kind);
        if (why != null) {
            return nowhere(claim, why + " " + kind + "s");
        }
        if (whole || !known.isEmpty()) {
            return nowhere(claim, problem);
        }
        once.accept(Warning.general("the input has no " + kind
                + " object, so pods are not kept to where their volumes are; add them to the input"));
        return new Reach.Anywhere();
    }

    private static Reach nowhere(String claim, String problem) {
        return new Reach.Nowhere(Reason.of(Code.VOLUME_UNBOUND, "claim", claim, "problem", problem));
    }

    /**
     * What is still to happen before the pod can be bound to the node; none: nothing.
     *
     * @param taken names of volumes that are being taken for other claims
     */
    public List<ClaimStep> steps(List<VolumeUse> uses, String namespace, String pod, Node node, Set<String> taken) {
        List<ClaimStep> steps = new ArrayList<>();
        Set<String> used = new HashSet<>(taken);
        for (VolumeUse use : uses) {
            ClaimStep step = step(namespace + "/" + use.claim(pod), node, used);
            if (step instanceof ClaimStep.Take take) {
                used.add(take.volume());
            }
            if (step != null) {
                steps.add(step);
            }
        }
        return steps;
    }

    private @Nullable ClaimStep step(String key, Node node, Set<String> used) {
        Claim claim = claims.get(key);
        if (claim == null) {
            return new ClaimStep.Stuck(key, "it is not found");
        }
        Volume volume = claim.volume().isEmpty() ? byClaim.get(key) : volumes.get(claim.volume());
        if (volume != null && !volume.reachableFrom(node)) {
            return new ClaimStep.Stuck(key, "its volume cannot be reached from node " + node.name());
        }
        if (claim.complete() && volume != null) {
            return null;
        }
        boolean begun = volume != null || !claim.volume().isEmpty();
        return begun || claim.selectedNode().equals(node.name()) ? new ClaimStep.Wait(key) : first(claim, node, used);
    }

    /** The smallest volume that is there and will do, else a new one. */
    private ClaimStep first(Claim claim, Node node, Set<String> used) {
        StorageClass found = storageClass(claim.storageClass());
        if (found == null || !found.waits()) {
            return new ClaimStep.Stuck(claim.key(), "it is not bound, and its storage class does not wait for the pod");
        }
        Volume fitting = volumes.values().stream()
                .filter(v -> !used.contains(v.name()) && v.wouldServe(claim, found.name()) && v.reachableFrom(node))
                .min(Comparator.comparing(Volume::size).thenComparing(Volume::name))
                .orElse(null);
        if (fitting != null) {
            return new ClaimStep.Take(claim.key(), claim.uid(), fitting.name(), fitting.version());
        }
        boolean makes = found.makes()
                && (found.topologies().isEmpty() || found.topologies().stream().anyMatch(t -> t.matches(node)));
        return makes
                ? new ClaimStep.Make(claim.key(), claim.uid())
                : new ClaimStep.Stuck(claim.key(), "no volume that would do is free on node " + node.name());
    }
}
