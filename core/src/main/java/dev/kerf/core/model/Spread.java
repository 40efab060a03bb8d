package dev.kerf.core.model;

/**
 * A topology spread constraint of Kubernetes.
 *
 * @param maxSkew        how many more matching pods a domain may hold than the emptiest one, at least 1
 * @param topologyKey    the node label whose equal values make one domain
 * @param required       {@code DoNotSchedule}; otherwise only a wish
 * @param selector       the pods that are counted, in the task's own namespace
 * @param minDomains     with fewer eligible domains than this the emptiest counts as zero; 1 is the default
 * @param honorAffinity  nodes that the task's node affinity rules out are not counted
 * @param honorTaints    nodes whose taints the task does not tolerate are not counted
 */
public record Spread(
        int maxSkew,
        String topologyKey,
        boolean required,
        LabelSelector selector,
        int minDomains,
        boolean honorAffinity,
        boolean honorTaints) {}
