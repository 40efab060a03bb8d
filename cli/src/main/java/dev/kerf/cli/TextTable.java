package dev.kerf.cli;

import java.util.ArrayList;
import java.util.List;

/** Columns of text under headings, aligned as kubectl aligns them: no rules, three spaces between. */
final class TextTable {
    private static final String GAP = "   ";
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... headings) {
        rows.add(List.of(headings));
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    /** One line a row; the last column is not padded. */
    List<String> lines() {
        int columns = rows.getFirst().size();
        int[] width = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                width[c] = Math.max(width[c], row.get(c).length());
            }
        }
        return rows.stream().map(row -> line(row, width)).toList();
    }

    private static String line(List<String> row, int[] width) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < row.size(); c++) {
            line.append(c == 0 ? "" : GAP).append(row.get(c));
            if (c < row.size() - 1) {
                line.append(" ".repeat(width[c] - row.get(c).length()));
            }
        }
        return line.toString().stripTrailing();
    }
}
