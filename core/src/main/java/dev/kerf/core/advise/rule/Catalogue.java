package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Rule;
import java.util.List;

/** All rules, by their numbers. */
public final class Catalogue {
    public static final List<Rule> ALL = List.of();

    private Catalogue() {}
}
