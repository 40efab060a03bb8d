package dev.kerf.core.reason;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kinds of reasons. Each has one sentence; names in braces are its arguments. {@code scope} is how many nodes the
 * sentence speaks of and what rules out the others.
 */
public enum Code {
    /** Bound: the task goes to a node. */
    PLACED("goes to {node}{devices}"),
    /** Stands on its node already. */
    STANDING("stands on {node}"),
    /** The pod carries scheduling gates. */
    GATED("waits for its scheduling gates to be lifted: {gates}"),
    /** The pod uses Dynamic Resource Allocation. */
    RESOURCE_CLAIMS(
            "asks for resource claims ({claims}), which Kerf does not place yet; ask for nvidia.com/gpu instead"),
    /** Whole GPUs and a part of one at once. */
    GPU_CONTRADICTION("asks for {whole} and for {part} at once; ask for one of them"),
    /** A part of a GPU for a container that nobody will tell which. */
    GPU_NOT_PREPARED(
            "asks for part of a GPU, but Kerf's admission webhook did not see it when it was made, so its container would not be told which GPU is its; see that the webhook runs, then make the pod anew"),
    /** The pod that holds the GPU for those that share it is not up. */
    GPU_RESERVATION("waits for pod {pod} to hold a GPU for it on {node}: {problem}"),
    /** A value of the pod that makes no sense. */
    INVALID("has an impossible {field}: {problem}"),
    /** A volume claim that is not bound and cannot be judged. */
    VOLUME_UNBOUND("waits for its volume claim {claim}: {problem}"),
    /** No nodes at all. */
    NO_NODES("finds no nodes in the cluster"),
    /** GPU model not among the nodes. */
    GPU_MODEL("needs a GPU of model {wanted}, which none of {scope} has"),
    /** Node selector matches no node. */
    NODE_SELECTOR("needs a node with label {wanted}, which none of {scope} has"),
    /** Required node affinity matches no node. */
    NODE_AFFINITY("needs a node matching {wanted}, which none of {scope} does"),
    /** Volume can be reached from no node left. */
    VOLUME_AFFINITY("mounts claim {claim}, whose volume cannot be reached from any of {scope}"),
    /** Taints not tolerated. */
    TAINT("does not tolerate the taint {taint} of {scope}"),
    /** Only cordoned nodes would do. */
    CORDON("could only go to cordoned nodes: {scope}"),
    /** More than any node has, even empty. */
    TOO_LARGE("needs {need} on one node; the largest has {most}, among {scope}"),
    /** More than any node has free. */
    SHORT("needs {need} on one node; the most free is {most}, among {scope}"),
    /** Part of a GPU: no device has so much free. */
    GPU_SHARE_SHORT("needs {need}; the most free on {devices} is {most}, among {scope}"),
    /** Asked by memory, but the nodes do not state it. */
    GPU_MEMORY_UNKNOWN(
            "asks for {need} of GPU memory, which none of {scope} states; label them nvidia.com/gpu.memory or ask for gpu-fraction"),
    /** A node port in use. */
    HOST_PORT("needs host port {port}, which is taken on {scope}"),
    /** Required pod affinity. */
    POD_AFFINITY("must stand in one {topology} with pods matching {selector}, and none of {scope} does"),
    /** Required pod anti-affinity, its own or that of pods standing there. */
    POD_ANTI_AFFINITY("must keep away from pods matching {selector} in the same {topology}, which stand on {scope}"),
    /** Topology spread. */
    SPREAD("would stand more than {skew} ahead of the emptiest {topology}, on each of {scope}"),
    /** A gang starts, or has. */
    GANG_STARTED("starts with {count} on {nodes}"),
    /** The object that a pod names as its gang's is not there. */
    GANG_MISSING("waits for its {gang}, which is not there"),
    /** The gang's object asks for what makes no sense. */
    GANG_INVALID("belongs to {gang}, which has an impossible {field}: {problem}"),
    /** A gang has fewer members than it starts with. */
    GANG_INCOMPLETE("waits for {missing} of {gang}, which starts with {needed} at once and has {has}"),
    /** There is not room for so many members at once. */
    GANG_SHORT("needs room for {needed} at once; there is room for {room}, and the next {why}"),
    /** Not even an empty cluster has room for so many members. */
    GANG_TOO_LARGE("needs room for {needed} at once; even empty, the cluster has it for {room}");

    private static final Set<Code> OF_GANGS =
            Set.of(GANG_STARTED, GANG_MISSING, GANG_INVALID, GANG_INCOMPLETE, GANG_SHORT, GANG_TOO_LARGE);
    private final String template;

    Code(String template) {
        this.template = template;
    }

    /** The sentence with its arguments in braces. */
    public String template() {
        return template;
    }

    /** Whether it is said of a gang as a whole. */
    public boolean ofGang() {
        return OF_GANGS.contains(this);
    }

    /** Whether it is about objects that have not come yet and may come any moment. */
    public boolean waitsForObjects() {
        return this == GANG_MISSING || this == GANG_INCOMPLETE;
    }

    /** The arguments the sentence cannot do without. */
    public Set<String> arguments() {
        return Set.copyOf(
                Braces.ARGUMENT.matcher(template).results().map(m -> m.group(1)).toList());
    }

    void requireArguments(Map<String, Object> args) {
        for (String name : arguments()) {
            if (!args.containsKey(name)) {
                throw new IllegalArgumentException("reason " + this + " lacks its argument " + name);
            }
        }
    }

    String render(Map<String, Object> args) {
        return Braces.ARGUMENT
                .matcher(template)
                .replaceAll(m -> Matcher.quoteReplacement(String.valueOf(args.get(m.group(1)))));
    }

    /** The names in braces; apart, since an enum's constants are made before its own static fields. */
    private static final class Braces {
        static final Pattern ARGUMENT = Pattern.compile("\\{(\\w+)}");
    }
}
