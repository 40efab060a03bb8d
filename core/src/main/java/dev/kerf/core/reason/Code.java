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
    /** What a queue is sure of, deserves and has. */
    QUEUE_STATE("is sure of {guarantee}, deserves {share} and has {used}; {pending} waiting"),
    /** A queue that nothing can be charged to. */
    QUEUE_UNUSABLE("takes no work: it {problem}"),
    /** A queue of whose object a field makes no sense. */
    QUEUE_MISREAD("is taken as if its {field} were not written: {problem}"),
    /** A gang starts, or has. */
    GANG_STARTED("starts with {count} on {nodes}"),
    /** A gang starts when others have left. */
    GANG_PROMISED("starts with {count} on {nodes} as soon as those have left whose room it gets"),
    /** The object that a pod names as its gang's is not there. */
    GANG_MISSING("waits for its {gang}, which is not there"),
    /** The gang's object asks for what makes no sense. */
    GANG_INVALID("belongs to {gang}, which has an impossible {field}: {problem}"),
    /** A gang has fewer members than it starts with. */
    GANG_INCOMPLETE("waits for {missing} of {gang}, which starts with {needed} at once and has {has}"),
    /** There is not room for so many members at once. */
    GANG_SHORT("needs room for {needed} at once; there is room for {room}, and the next {why}"),
    /** Not even an empty cluster has room for so many members. */
    GANG_TOO_LARGE("needs room for {needed} at once; even empty, the cluster has it for {room}"),
    /** No domain of the level that a gang has to stand in has room for it. */
    GANG_TOPOLOGY("needs room for {needed} at once in one {level}; the one with the most has it for {room}"),
    /** No domain of the level would be large enough if it were empty. */
    GANG_TOPOLOGY_TOO_LARGE(
            "needs room for {needed} at once in one {level}; even empty, the largest has it for {room}"),
    /** The queue is not there. */
    QUEUE_MISSING("is charged to queue {queue}, which does not exist"),
    /** The queue's own object makes no sense. */
    QUEUE_INVALID("is charged to queue {queue}, which cannot be used: {problem}"),
    /** Only queues that are made of no others take work. */
    QUEUE_NOT_LEAF("is charged to queue {queue}, which is made of others; name one of them: {queues}"),
    /** The queue is not for everyone. */
    QUEUE_FORBIDDEN("may not use queue {queue} from namespace {namespace}"),
    /** The queue, or one it is part of, takes nothing now. */
    QUEUE_CLOSED("waits for queue {queue}, which is {state}"),
    /** More than a queue may have in all. */
    QUEUE_LIMIT("needs {need}; queue {queue} may have {most} and has {used}"),
    /** Work that is not preemptible, beyond what the queue is sure of. */
    QUEUE_GUARANTEE(
            "needs {need} and is not preemptible; queue {queue} is sure of {most}, and {used} of it is in use by such work"),
    /** More than one user may have in the queue. */
    QUEUE_USER("needs {need}; each user of queue {queue} may have {most}, and {user} has {used}"),
    /** What other queues lend to nobody is not there for this one. */
    QUEUE_LENT("needs {need}; queue {queue} may have {most} beside what others keep for themselves, and has {used}"),
    /** All room is taken, and the queue has its share. */
    QUEUE_SHARE("needs {need}; queue {queue} has {used}, and its share is {most}"),
    /** The most that may be taken back from others is not enough. */
    QUEUE_RECLAIM("needs {need}; {free}queue {queue} may reclaim {most}"),
    /** Nor would it be enough if all left that may be asked to. */
    VICTIMS_SHORT("needs room for {needed} at once; if all left that may be asked to, there would be room for {room}"),
    /** Those that could leave for it have not yet run for as long as their queues promise. */
    VICTIMS_YOUNG("needs {need}; the first that could leave for it has the time its queue promises until {time}"),
    /** Those whose leaving would help stand behind disruption budgets. */
    VICTIMS_GUARDED(
            "needs {need}; {guards}; change minAvailable or maxUnavailable there, or wait until room comes free"),
    /** It said that it would wait before others are asked to leave for it. */
    PATIENT("needs {need}; nobody is asked to leave for it before {time}"),
    /** Room is being made for it. */
    NOMINATED("goes to {node}{devices} as soon as those have left whose room it gets"),
    /** Leaves for another queue that deserves the room. */
    RECLAIMED("leaves for {work}, since queue {queue} deserves its room"),
    /** Leaves for work of higher priority in its own queue. */
    PREEMPTED("leaves for {work}, which has the higher priority"),
    /** Leaves its place for another one. */
    MOVED("leaves for {work}, which finds no room elsewhere; there is room for it on {node}"),
    /** What is left of a gang that has been below its minimum for too long. */
    GANG_STALE("leaves because {gang} needs {needed} and has had {has} for longer than {grace}"),
    /** Its queue is being emptied. */
    QUEUE_DRAINED("leaves because queue {queue} is being drained");

    private static final Set<Code> OF_GANGS = Set.of(
            GANG_STARTED,
            GANG_PROMISED,
            GANG_MISSING,
            GANG_INVALID,
            GANG_INCOMPLETE,
            GANG_SHORT,
            GANG_TOO_LARGE,
            GANG_TOPOLOGY,
            GANG_TOPOLOGY_TOO_LARGE);
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
