package dev.kerf.kube.crd;

/** The rule, in CEL, that an amount is a quantity as Kubernetes writes them or the word {@code unlimited}. */
final class Amounts {
    static final String MESSAGE = "must be a quantity such as 8, 500m or 64Gi, not below 0, or unlimited";

    /** Closes a list of texts, each of which is to be an amount. */
    static final String ARE_AMOUNTS =
            ".all(a, a == 'unlimited' || (isQuantity(a) && quantity(a).compareTo(quantity('0')) >= 0))";

    static final String GUARANTEE = "!has(self.guarantee) || [string(self.guarantee)]" + ARE_AMOUNTS;

    private Amounts() {}
}
