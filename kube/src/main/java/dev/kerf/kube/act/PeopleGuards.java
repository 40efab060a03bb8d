package dev.kerf.kube.act;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kerf.core.act.Level;
import dev.kerf.core.act.Proposal;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.advise.Target;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.ServerObject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Guards by which people keep Kerf's hands off. What they wrote and cannot be understood stops an action too. */
final class PeopleGuards {
    private static final String INFINITE = "infinite";
    private final Look look;
    private final Instant now;

    PeopleGuards(Look look, Instant now) {
        this.look = look;
        this.now = now;
    }

    List<Guard> of(Proposal proposal) {
        Target.OfWorkload workload = Look.workload(proposal.action());
        List<Guard> guards = new ArrayList<>();
        guards.add(namespace());
        guards.add(paused());
        guards.add(skipped(workload == null ? "" : workload.container()));
        guards.add(optOut(proposal.advice()));
        guards.add(dismissed(proposal.advice()));
        return guards;
    }

    private Guard namespace() {
        String shut = Stream.concat(look.pods().stream(), Stream.of(look.anchor()))
                .map(live -> live.place().namespace())
                .filter(name -> name.startsWith("kube-") || name.equals("kerf-system"))
                .findFirst()
                .orElse("");
        return new Guard(
                "protected-namespace",
                shut.isEmpty(),
                shut.isEmpty()
                        ? "no protected namespace is touched"
                        : "namespace " + shut + " is protected: nothing in it is changed");
    }

    /** The object, its pods and its namespace. */
    private Stream<Live> said() {
        Live namespace = look.namespace();
        Stream<Live> around = namespace == null ? Stream.of() : Stream.of(namespace);
        return Stream.concat(Stream.concat(Stream.of(look.anchor()), look.pods().stream()), around);
    }

    private Guard paused() {
        for (Live live : said().toList()) {
            String until = live.annotation(Keys.PAUSE);
            Instant moment = live.moment(Keys.PAUSE);
            if (until.equals(INFINITE) || (moment != null && now.isBefore(moment))) {
                return Guard.failed("paused", live + " is paused until " + until);
            }
            if (!until.isEmpty() && moment == null) {
                return Guard.failed(
                        "paused",
                        "%s has %s: %s, which is neither a time such as 2026-01-31T12:00:00Z nor infinite; it counts as paused"
                                .formatted(live, Keys.PAUSE, Field.quoted(until)));
            }
        }
        return Guard.passed("paused", "nobody has paused it");
    }

    /** An action on all of a workload touches each container of it. */
    private Guard skipped(String container) {
        for (Live live : said().toList()) {
            List<String> skip = Arrays.stream(live.annotation(Keys.SKIP).split(","))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .toList();
            if (skip.contains("*") || skip.contains(container) || (container.isEmpty() && !skip.isEmpty())) {
                return Guard.failed(
                        "container-skipped", "%s has %s: %s".formatted(live, Keys.SKIP, String.join(",", skip)));
            }
        }
        return Guard.passed("container-skipped", "no container of it is to be skipped");
    }

    private Guard optOut(String advice) {
        for (Live live : said().toList()) {
            String said = live.annotation(Keys.ADVICE).isEmpty()
                    ? live.labels().getOrDefault(Keys.ADVICE, "")
                    : live.annotation(Keys.ADVICE);
            boolean out = Arrays.stream(said.split("[,_ ]"))
                    .anyMatch(word ->
                            word.equals("off") || (word.startsWith("no-") && advice.startsWith(word.substring(3))));
            if (out) {
                return Guard.failed("owner-opt-out", "%s says %s: %s".formatted(live, Keys.ADVICE, said));
            }
        }
        return Guard.passed("owner-opt-out", "its owner lets it be changed");
    }

    private Guard dismissed(String advice) {
        Field said = json(look.anchor().annotation(Keys.DISMISSED));
        boolean stands = said != null
                && said.get("advice").text().equals(advice)
                && (said.get("until").text().equals(INFINITE)
                        || now.isBefore(said.get("until").time()));
        return new Guard(
                "dismissed",
                !stands,
                stands
                        ? "it was dismissed until %s: %s"
                                .formatted(
                                        Objects.requireNonNull(said)
                                                .get("until")
                                                .text(),
                                        said.get("reason").text())
                        : "nobody has dismissed it");
    }

    /** What an annotation of Kerf's or of people's says as an object; null: nothing that can be read. */
    static @Nullable Field json(String text) {
        try {
            return text.isEmpty() ? null : ServerObject.read(text.getBytes(UTF_8));
        } catch (IOException broken) {
            return null;
        }
    }

    /** The policy's level, or the lower one to which an owner has lowered it; what is no level lowers it as far as can be. */
    Level level(Level policy) {
        Level level = policy;
        for (Live live : said().toList()) {
            String said = live.annotation(Keys.LEVEL);
            if (!said.isEmpty()) {
                Level lower = Level.of(said);
                level = level.lowered(lower == null ? Level.OBSERVE : lower);
            }
        }
        return level;
    }

    /** Until when it is snoozed; null: it is not. */
    @Nullable
    Instant snoozed() {
        return said().map(live -> live.moment(Keys.SNOOZE))
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** When its owner was told of this advice; null: was not. */
    @Nullable
    Instant announced(String advice) {
        Field said = json(look.anchor().annotation(Keys.ANNOUNCED));
        return said != null && said.get("advice").text().equals(advice)
                ? said.get("at").time()
                : null;
    }
}
