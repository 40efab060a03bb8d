package dev.kerf.kube.act;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kerf.core.act.Proposal;
import dev.kerf.core.act.State;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.ServerObject;
import dev.kerf.objects.write.Documents;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an action is to do and how far it is, as it stands on its object from before the first write until after the last:
 * whoever finds it can finish it, or take it back.
 *
 * @param advice   its id
 * @param policy   by which it was begun; empty: by none
 * @param follow   whether it changes a part of a GPU that follows its load, and how
 * @param state    how far it is
 * @param begun    when
 * @param deadline when it is taken back if it is not written by then
 * @param verified when it counts as done if all is well by then
 * @param health   how the pods were before
 * @param undo     why it is being taken back; empty: it is not
 * @param steps    all writes, in their order
 */
record Intent(
        String advice,
        String policy,
        Follow follow,
        State state,
        Instant begun,
        Instant deadline,
        Instant verified,
        Health health,
        String undo,
        List<Step> steps) {
    /** What becomes of a part that follows its load. */
    enum Follow {
        /** It is about none. */
        NONE,
        LESS,
        /** It is given what it lacks. */
        MORE;

        static Follow of(Proposal proposal, boolean grows) {
            return !proposal.follows() ? NONE : grows ? MORE : LESS;
        }

        private static Follow of(String word) {
            return word.isEmpty() ? NONE : valueOf(word);
        }
    }

    Intent {
        steps = List.copyOf(steps);
    }

    Intent at(State next, Instant verifiedAt) {
        return new Intent(advice, policy, follow, next, begun, deadline, verifiedAt, health, undo, steps);
    }

    Intent undoing(String why) {
        return new Intent(advice, policy, follow, state, begun, deadline, verified, health, why, steps);
    }

    /** Whether it is not settled. */
    boolean open() {
        return state.open();
    }

    /** Whether it makes pods of its workload leave, to be made anew elsewhere. */
    boolean moves() {
        return steps.stream().anyMatch(Step::ofOwner);
    }

    /** Whether something of it is written, or taken back, and something is not. */
    boolean half() {
        return state == State.APPLYING || (open() && !undo.isEmpty());
    }

    String json() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("advice", advice);
        tree.put("policy", policy);
        tree.put("follow", follow.name());
        tree.put("state", state.word());
        tree.put("begun", begun.toString());
        tree.put("deadline", deadline.toString());
        tree.put("verified", verified.toString());
        tree.put("health", health.tree());
        tree.put("undo", undo);
        tree.put("steps", steps.stream().map(Step::tree).toList());
        return new String(Documents.bytes(tree), UTF_8);
    }

    /** The one that stands on an object; null: there is none that can be read and believed. */
    static @Nullable Intent on(Live anchor) {
        String text = anchor.annotation(Keys.ACTION);
        if (text.isEmpty()) {
            return null;
        }
        try {
            Field tree = ServerObject.read(text.getBytes(UTF_8));
            State state = State.of(tree.get("state").text());
            Intent read = state == null ? null : of(tree, state);
            return read != null && Reach.covers(anchor, read.steps()) ? read : null;
        } catch (IOException | IllegalArgumentException | NullPointerException broken) {
            return null;
        }
    }

    private static Intent of(Field tree, State state) {
        return new Intent(
                tree.get("advice").text(),
                tree.get("policy").text(),
                Follow.of(tree.get("follow").text()),
                state,
                tree.get("begun").time(),
                tree.get("deadline").time(),
                tree.get("verified").time(),
                Health.of(tree.get("health")),
                tree.get("undo").text(),
                tree.get("steps").items().stream().map(Step::of).toList());
    }
}
