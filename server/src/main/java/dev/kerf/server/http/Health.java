package dev.kerf.server.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Named checks that must all hold. */
public final class Health {
    private final Map<String, Supplier<String>> checks = new LinkedHashMap<>();

    /**
     * One more check.
     *
     * @param problem what is wrong; empty: nothing
     */
    public Health with(String name, Supplier<String> problem) {
        checks.put(name, problem);
        return this;
    }

    /**
     * How they stand.
     *
     * @param holds whether all hold
     * @param text  one line a check, as Kubernetes' own components write them: {@code [+]seen ok}
     */
    record Result(boolean holds, String text) {}

    Result check() {
        List<String> lines = new ArrayList<>();
        boolean[] holds = {true};
        checks.forEach((name, check) -> {
            String problem = check.get();
            holds[0] &= problem.isEmpty();
            lines.add(problem.isEmpty() ? "[+]" + name + " ok" : "[-]" + name + " failed: " + problem);
        });
        lines.add(holds[0] ? "ok" : "not ok");
        return new Result(holds[0], String.join("\n", lines) + "\n");
    }
}
