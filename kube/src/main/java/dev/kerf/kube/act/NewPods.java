package dev.kerf.kube.act;

import dev.kerf.core.act.Level;
import dev.kerf.core.act.Proposal;
import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Guard;
import dev.kerf.kube.api.Api;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives pods that are made the size that was last decided for their owner, where its policy says so and nothing speaks against
 * it. Whatever cannot be known leaves a pod as it is.
 */
public final class NewPods {
    /** From a pod to a ReplicaSet, to a Deployment; from a Job to a CronJob; from a StatefulSet to a Notebook. */
    private static final int GENERATIONS = 3;

    private final Looking looking;
    private final Supplier<List<SizingPolicy>> policies;
    private final InstantSource clock;

    /** @param policies all there are, whenever they are asked for */
    public NewPods(Api api, Supplier<List<SizingPolicy>> policies, InstantSource clock) {
        this.looking = new Looking(api);
        this.policies = policies;
        this.clock = clock;
    }

    /** What a pod is given that is about to be made. */
    public Tailored tailored(Item pod) {
        List<SizingPolicy> all = policies.get();
        if (all.stream().noneMatch(policy -> policy.terms().admission())) {
            return Tailored.AS_IT_IS;
        }
        try {
            Live live = new Live(Place.pod(pod.namespace(), pod.name()), pod.root());
            Live owner = owner(live);
            Decided decided = owner == null ? null : Decided.on(owner);
            return owner == null || decided == null ? Tailored.AS_IT_IS : tailored(live, owner, decided, all);
        } catch (Unanswered silent) {
            return Tailored.refused("its owner's size is not known: " + silent.getMessage());
        }
    }

    /** The uppermost of its owners for which a size was decided; null: there is none. */
    private @Nullable Live owner(Live pod) {
        Live found = null;
        Live at = pod;
        for (int i = 0; i < GENERATIONS && at != null; i++) {
            at = controller(at);
            if (at != null && Decided.on(at) != null) {
                found = at;
            }
        }
        return found;
    }

    private @Nullable Live controller(Live object) {
        Optional<Field> reference = object.root().at("metadata", "ownerReferences").items().stream()
                .filter(owner -> owner.get("controller").flag())
                .filter(owner -> Place.knows(owner.get("kind").text()))
                .findFirst();
        if (reference.isEmpty()) {
            return null;
        }
        Field said = reference.get();
        String namespace = object.place().namespace();
        Live owner = looking.at(
                Place.of(said.get("kind").text(), namespace, said.get("name").text()));
        return owner != null && owner.uid().equals(said.get("uid").text()) ? owner : null;
    }

    private Tailored tailored(Live pod, Live owner, Decided decided, List<SizingPolicy> all) {
        Place place = owner.place();
        SizingPolicy policy = SizingPolicy.of(all, place.namespace(), place.kind(), owner.labels());
        if (!policy.terms().admission()) {
            return Tailored.AS_IT_IS;
        }
        Tailoring tailoring = new Tailoring(pod, owner, decided);
        Look look = look(pod, owner);
        Optional<Guard> stop = tailoring.actions().stream()
                .flatMap(action -> guards(decided.advice(), action, look, policy))
                .filter(guard -> !guard.passes())
                .findFirst();
        return stop.map(guard -> Tailored.refused(guard.name() + ": " + guard.message()))
                .orElseGet(tailoring::tailored);
    }

    private Look look(Live pod, Live owner) {
        String namespace = pod.place().namespace();
        return new Look(
                owner,
                List.of(pod),
                List.of(),
                List.of(),
                looking.at(Place.namespace(namespace)),
                List.of(),
                List.of(),
                looking.all("LimitRange", "/api/v1/namespaces/" + namespace + "/limitranges"),
                List.of());
    }

    private Stream<Guard> guards(String advice, Action action, Look look, SizingPolicy policy) {
        Instant now = clock.instant();
        PeopleGuards people = new PeopleGuards(look, now);
        Proposal proposal = new Proposal(advice, action, null, true, 1, now, now, List.of());
        List<Guard> guards = new ArrayList<>(people.of(proposal));
        guards.add(level(people.level(policy.level()), policy));
        guards.add(new Ranges(look, action).guard());
        String beyond = policy.bounds().beyond(action);
        guards.add(new Guard("outside-bounds", beyond.isEmpty(), beyond));
        return guards.stream();
    }

    private static Guard level(Level level, SizingPolicy policy) {
        return new Guard(
                "level-too-low",
                level.writes(),
                "the level is " + level + " (" + policy.title() + "): nothing is changed below L2");
    }
}
