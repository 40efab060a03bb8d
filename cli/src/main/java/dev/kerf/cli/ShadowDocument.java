package dev.kerf.cli;

import dev.kerf.kube.schedule.ShadowReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The summary of a shadow, for people and for programs. */
record ShadowDocument(ShadowReport report) {
    List<String> lines() {
        TextTable pods = new TextTable("PODS PLACED SINCE", "COUNT");
        pods.row("on the same node by both", "" + report.sameNode());
        pods.row("on different nodes", "" + report.otherNode());
        pods.row("by the present scheduler only", "" + report.onlyOther());
        pods.row("by Kerf only, so far", "" + report.onlyKerf());
        pods.row("by neither", "" + report.waiting());
        TextTable gpus = new TextTable("OF " + report.gpus() + " GPUS", "PRESENT", "KERF");
        gpus.row("in use", "" + report.other().gpusInUse(), "" + report.kerf().gpusInUse());
        gpus.row(
                "nodes wholly free",
                "" + report.other().emptyNodes(),
                "" + report.kerf().emptyNodes());
        gpus.row(
                "GPUs on nodes wholly free",
                "" + report.other().gpusOnEmptyNodes(),
                "" + report.kerf().gpusOnEmptyNodes());
        return java.util.stream.Stream.of(pods.lines(), List.of(""), gpus.lines())
                .flatMap(List::stream)
                .toList();
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("same_node", report.sameNode());
        tree.put("other_node", report.otherNode());
        tree.put("only_present", report.onlyOther());
        tree.put("only_kerf", report.onlyKerf());
        tree.put("waiting", report.waiting());
        tree.put("gpus", report.gpus());
        tree.put("present", standing(report.other()));
        tree.put("kerf", standing(report.kerf()));
        return tree;
    }

    private static Map<String, Object> standing(ShadowReport.Standing standing) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("gpus_in_use", standing.gpusInUse());
        tree.put("empty_nodes", standing.emptyNodes());
        tree.put("gpus_on_empty_nodes", standing.gpusOnEmptyNodes());
        return tree;
    }
}
