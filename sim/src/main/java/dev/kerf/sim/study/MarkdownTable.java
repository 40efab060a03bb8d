package dev.kerf.sim.study;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown: the first column to the left, figures to the right. */
final class MarkdownTable {
    private final List<String> lines = new ArrayList<>();

    MarkdownTable(String... headings) {
        row(headings);
        lines.add("|---|" + "---:|".repeat(headings.length - 1));
    }

    MarkdownTable row(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
        return this;
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
