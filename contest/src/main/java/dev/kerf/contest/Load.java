package dev.kerf.contest;

import java.io.IOException;

/** The objects of a shape, made on an API server by many hands. */
final class Load {
    /** Where the pods are that count. */
    static final String NAMESPACE = "contest";

    /** Where the others are. */
    static final String ASIDE = "aside";

    /** Where the pod is that shows whether a contender is at work. */
    static final String PROBES = "probes";

    private static final String PODS = "/api/v1/namespaces/%s/pods";
    private static final String GROUPS = "/apis/scheduling.k8s.io/v1beta1/namespaces/contest/podgroups";
    private final Shape shape;
    private final Crew crew;

    Load(Shape shape, Crew crew) {
        this.shape = shape;
        this.crew = crew;
    }

    /** Nodes, and what holds the GPUs that are taken. */
    void ground(Connection connection) throws IOException {
        for (String name : new String[] {NAMESPACE, ASIDE, PROBES}) {
            connection.send(Call.post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"%s\"}}".formatted(name)));
        }
        crew.share(shape.nodes(), (each, number) -> each.send(Call.post("/api/v1/nodes", node(number))));
        crew.share(shape.taken(), (each, number) -> {
            String pod = pod("taken-" + number, "somebody", "\"nodeName\":\"" + nodeName(number / Shape.GPUS) + "\",");
            each.send(Call.post(PODS.formatted(ASIDE), pod));
        });
    }

    /** The PodGroup, where there is one. */
    void group(Connection connection) throws IOException {
        if (shape.gang()) {
            connection.send(Call.post(GROUPS, """
                    {"apiVersion":"scheduling.k8s.io/v1beta1","kind":"PodGroup","metadata":{"name":"gang"},
                     "spec":{"schedulingPolicy":{"gang":{"minCount":%d}}}}""".formatted(shape.pods())));
        }
    }

    /**
     * All pods of the contender.
     *
     * @param asked takes the moment each was asked for
     */
    void pods(Contender contender, long[] asked) {
        crew.share(shape.pods(), (each, number) -> {
            Call call = creation(contender, number);
            asked[number] = System.nanoTime();
            each.send(call);
        });
    }

    /** The creation of the pod with that number. */
    Call creation(Contender contender, int number) {
        String group = shape.gang() ? "\"schedulingGroup\":{\"podGroupName\":\"gang\"}," : "";
        return Call.post(PODS.formatted(NAMESPACE), pod(podName(number), contender.schedulerName(), group));
    }

    /** The binding of the pod with that number to the node that has its GPU. */
    Call binding(int number) {
        return binding(NAMESPACE, podName(number), nodeName((number + shape.taken()) / Shape.GPUS));
    }

    static Call binding(String namespace, String pod, String node) {
        return Call.post(PODS.formatted(namespace) + "/" + pod + "/binding", """
                {"apiVersion":"v1","kind":"Binding","metadata":{"name":"%s"},"target":{"kind":"Node","name":"%s"}}""".formatted(pod, node));
    }

    /** A pod that asks for nothing but a place. */
    static Call modest(String namespace, String name, String schedulerName) {
        return Call.post(PODS.formatted(namespace), """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s"},"spec":{"schedulerName":"%s",
                 "containers":[{"name":"main","image":"none"}]}}""".formatted(name, schedulerName));
    }

    static Call gone(String namespace, String name) {
        return Call.delete(PODS.formatted(namespace) + "/" + name + "?gracePeriodSeconds=0");
    }

    static String podName(int number) {
        return "p-" + number;
    }

    static String nodeName(int number) {
        return "n-" + number;
    }

    private static String pod(String name, String schedulerName, String more) {
        return """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s"},"spec":{%s"schedulerName":"%s",
                 "containers":[{"name":"main","image":"none",
                  "resources":{"limits":{"cpu":"1","memory":"4Gi","nvidia.com/gpu":"1"}}}]}}""".formatted(name, more, schedulerName);
    }

    private static String node(int number) {
        String amounts = "{\"cpu\":\"64\",\"memory\":\"512Gi\",\"pods\":\"110\",\"nvidia.com/gpu\":\"8\"}";
        return """
                {"apiVersion":"v1","kind":"Node","metadata":{"name":"%1$s","labels":{"type":"kwok",
                  "kubernetes.io/hostname":"%1$s","nvidia.com/gpu.product":"NVIDIA-A100-SXM4-80GB",
                  "nvidia.com/gpu.memory":"81920"}},
                 "status":{"capacity":%2$s,"allocatable":%2$s}}""".formatted(nodeName(number), amounts);
    }
}
