package dev.kerf.kube.act;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.objects.read.Field;
import java.util.Map;
import java.util.TreeMap;

/** What limit ranges let a container ask for. */
record Ranges(Look look, Action action) {
    private static final String NAME = "limit-range-violated";

    Guard guard() {
        if (action instanceof Action.Requests requests) {
            for (Live range : look.ranges()) {
                for (Field limit : range.root().at("spec", "limits").items()) {
                    String why = limit.get("type").text().equals("Container") ? against(limit, requests) : "";
                    if (!why.isEmpty()) {
                        return Guard.failed(NAME, range + " " + why);
                    }
                }
            }
        }
        return Guard.passed(NAME, "no limit range forbids it");
    }

    private String against(Field limit, Action.Requests requests) {
        for (Map.Entry<String, Long> each : asked(requests).entrySet()) {
            String name = each.getKey();
            long asked = each.getValue();
            Field least = limit.get("min").get(name);
            Field most = limit.get("max").get(name);
            if (least.present() && asked < Amounts.thousandths(least)) {
                return "wants at least %s of %s, and %s is asked for"
                        .formatted(least.text(), name, ServerGuards.text(asked));
            }
            if (most.present() && asked > Amounts.thousandths(most)) {
                return "lets at most %s of %s be asked for, and %s is"
                        .formatted(most.text(), name, ServerGuards.text(asked));
            }
        }
        return "";
    }

    private static Map<String, Long> asked(Action.Requests requests) {
        Map<String, Long> asked = new TreeMap<>();
        Cpu cpu = requests.cpu();
        Bytes memory = requests.memory();
        if (cpu != null) {
            asked.put("cpu", cpu.milli());
        }
        if (memory != null) {
            asked.put("memory", memory.count() * 1000);
        }
        return asked;
    }
}
