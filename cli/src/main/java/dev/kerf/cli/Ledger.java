package dev.kerf.cli;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Target;
import dev.kerf.core.advise.Work;
import dev.kerf.core.price.Money;
import dev.kerf.kube.act.AuditLog;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.InputException;
import dev.kerf.objects.read.ServerObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was done for savings, and what was expected of it: the audit log, as commands write and read it. */
final class Ledger {
    private static final String EXPECTS = "expects";
    private static final String BEGINS = "begins";
    private final Path file;

    Ledger(Path file) {
        this.file = file;
    }

    /**
     * What was expected of an advice when it was followed.
     *
     * @param at        when; of a part that follows its load when it was first changed
     * @param namespace of the workload it was about; empty: it was about none
     * @param workload  likewise
     * @param follows   whether it is about a part that follows its load
     * @param held      thousandths of GPUs held by it then, and of a part that follows before each change
     * @param theory    GPUs that nobody would hold
     * @param real      GPUs given back or put to work
     * @param nodes     that would be empty
     * @param hourCents money an hour, really; null: there was no price
     * @param currency  of it
     * @param end       what the log says last: written, done, taken-back; empty: nothing yet
     */
    record Expected(
            String advice,
            Instant at,
            String namespace,
            String workload,
            boolean follows,
            Holdings held,
            double theory,
            double real,
            List<String> nodes,
            @Nullable Long hourCents,
            String currency,
            String end) {
        Expected ended(String how) {
            return new Expected(
                    advice, at, namespace, workload, follows, held, theory, real, nodes, hourCents, currency, how);
        }

        /** The same after what was expected earlier. */
        Expected after(Expected earlier) {
            return new Expected(
                    advice,
                    earlier.at,
                    namespace,
                    workload,
                    follows,
                    earlier.held.and(held),
                    theory,
                    real,
                    nodes,
                    hourCents,
                    currency,
                    end);
        }

        /** What it is counted as: all changes of a part that follows are one. */
        private String account() {
            return follows ? namespace + "/" + workload : advice;
        }
    }

    /** The log; its folder is made. */
    AuditLog log() {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return new AuditLog(file);
        } catch (IOException broken) {
            throw new InputException(
                    "the audit log " + file + " cannot be written; give another place with --audit FILE");
        }
    }

    /** Notes what is expected of an advice. */
    void expect(Advice advice, Scene scene, Instant now) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("advice", advice.id());
        if (advice.draft().target() instanceof Target.OfWorkload of) {
            line.put("namespace", of.namespace());
            line.put("workload", of.workload());
            line.put("held_before", held(scene, of.namespace(), of.workload()));
        }
        line.put("follows", advice.draft().action() instanceof Action.Fraction part && part.follows());
        line.put("theoretical_gpus", Double.toString(advice.benefit().theoretical()));
        line.put("realisable_gpus", Double.toString(advice.benefit().realisable()));
        line.put("nodes", advice.benefit().empty());
        line.put("with", advice.with());
        Money real = advice.benefit().real();
        if (real != null) {
            line.put("hour_cents", real.cents());
            line.put("currency", real.currency());
        }
        log().add(now, EXPECTS, line);
    }

    /** Thousandths of GPUs a workload holds. */
    static long held(Scene scene, String namespace, String workload) {
        return scene.works().stream()
                .filter(w -> w.namespace().equals(namespace) && w.workload().equals(workload))
                .mapToLong(Work::held)
                .sum();
    }

    /**
     * All that was expected of what was begun, the latest of each advice, with what the log says of it last; of a part that follows
     * its load all of it together.
     */
    List<Expected> read() {
        Map<String, Expected> expected = new LinkedHashMap<>();
        Map<String, Set<String>> accounts = new LinkedHashMap<>();
        SequencedMap<String, String> ends = new LinkedHashMap<>();
        Set<String> begun = new HashSet<>();
        for (String text : lines()) {
            Field line = parsed(text);
            String advice = line.get("advice").text();
            String what = line.get("what").text();
            if (what.equals(EXPECTS)) {
                Expected more = expected(line);
                Expected before = more.follows() ? expected.get(more.account()) : null;
                expected.put(more.account(), before == null ? more : more.after(before));
                accounts.computeIfAbsent(more.account(), k -> new HashSet<>()).add(advice);
            } else {
                ends.putLast(advice, what);
            }
            if (what.equals(BEGINS)) {
                begun.add(advice);
            }
        }
        return expected.entrySet().stream()
                .filter(e ->
                        accounts.getOrDefault(e.getKey(), Set.of()).stream().anyMatch(begun::contains))
                .map(e -> e.getValue().ended(end(ends, accounts.getOrDefault(e.getKey(), Set.of()))))
                .toList();
    }

    /** What came last of any of these. */
    private static String end(SequencedMap<String, String> ends, Set<String> advice) {
        return ends.reversed().entrySet().stream()
                .filter(e -> advice.contains(e.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** The advice that went together with one of these when that was last followed; themselves among it. */
    Set<String> together(Collection<String> advice) {
        Map<String, List<String>> with = new LinkedHashMap<>();
        for (String text : there()) {
            // A last line that breaks off was told to nobody.
            if (text.contains("\"what\":\"" + EXPECTS + "\"") && text.endsWith("}")) {
                Field line = parsed(text);
                with.put(line.get("advice").text(), line.get("with").list());
            }
        }
        Set<String> all = new LinkedHashSet<>(advice);
        advice.forEach(each -> all.addAll(with.getOrDefault(each, List.of())));
        return all;
    }

    private List<String> lines() {
        try {
            String broken = Files.exists(file) ? AuditLog.verify(file) : "";
            if (!broken.isEmpty()) {
                throw new InputException("the audit log is not as Kerf wrote it: " + broken);
            }
            return there();
        } catch (IOException unreadable) {
            throw unreadable();
        }
    }

    private List<String> there() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException unreadable) {
            throw unreadable();
        }
    }

    private InputException unreadable() {
        return new InputException("the audit log " + file + " cannot be read");
    }

    private static Field parsed(String text) {
        try {
            return ServerObject.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new InputException("a line of the audit log is no JSON: " + text);
        }
    }

    private static Expected expected(Field line) {
        List<String> nodes = new ArrayList<>();
        line.get("nodes").items().forEach(node -> nodes.add(node.text()));
        String cents = line.get("hour_cents").text();
        Instant at = Instant.parse(line.get("at").text());
        String before = line.get("held_before").text();
        return new Expected(
                line.get("advice").text(),
                at,
                line.get("namespace").text(),
                line.get("workload").text(),
                line.get("follows").flag(),
                new Holdings(List.of(new Holdings.Moment(at, before.isEmpty() ? 0 : Long.parseLong(before)))),
                Double.parseDouble(line.get("theoretical_gpus").text()),
                Double.parseDouble(line.get("realisable_gpus").text()),
                nodes,
                cents.isEmpty() ? null : Long.valueOf(cents),
                line.get("currency").text(),
                "");
    }
}
