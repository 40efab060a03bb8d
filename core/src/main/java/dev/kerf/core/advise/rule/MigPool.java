package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Scene;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.share.MigCard;
import dev.kerf.core.share.MigModel;
import dev.kerf.core.share.MigModels;
import dev.kerf.core.share.MigPlan;
import dev.kerf.core.share.MigProfile;
import dev.kerf.core.share.MigSearch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The nodes of one model whose cards MIG may cut, what is asked of them and what they offer.
 *
 * @param model  of their cards
 * @param nodes  by name
 * @param fitted instances that work would ask for if it were fitted (R07), beyond what is free
 * @param waits  instances that waiting tasks ask for
 */
record MigPool(MigModel model, List<Machine> nodes, Map<MigProfile, Integer> fitted, Map<MigProfile, Integer> waits) {
    private static final String NVIDIA = "nvidia.com/";

    /** All pools of a scene, by model. */
    static List<MigPool> of(Scene scene) {
        Map<String, List<Machine>> byModel = new TreeMap<>();
        Map<String, MigModel> models = new HashMap<>();
        for (Machine machine : scene.machines()) {
            MigModel model = MigModels.of(machine.node());
            if (model != null && mixed(machine.node())) {
                models.put(model.name(), model);
                byModel.computeIfAbsent(model.name(), k -> new ArrayList<>()).add(machine);
            }
        }
        List<MigFit.Fit> fits = MigFit.fits(scene);
        List<MigPool> pools = new ArrayList<>();
        byModel.forEach((name, machines) -> {
            MigModel model = java.util.Objects.requireNonNull(models.get(name));
            pools.add(new MigPool(model, List.copyOf(machines), fitted(model, fits), waits(scene, model)));
        });
        return pools;
    }

    private static boolean mixed(Node node) {
        return node.labels().getOrDefault(NVIDIA + "mig.capable", "").equals("true")
                && node.labels().getOrDefault(NVIDIA + "mig.strategy", "").equals("mixed");
    }

    private static Map<MigProfile, Integer> fitted(MigModel model, List<MigFit.Fit> fits) {
        Map<MigProfile, Integer> wanted = new HashMap<>();
        fits.stream().filter(f -> f.model().equals(model)).forEach(f -> wanted.merge(f.to(), f.count(), Integer::sum));
        return wanted;
    }

    private static Map<MigProfile, Integer> waits(Scene scene, MigModel model) {
        Map<MigProfile, Integer> wanted = new HashMap<>();
        for (Task task : scene.cluster().pending()) {
            task.need().extended().forEach((resource, count) -> {
                MigProfile profile = model.profile(MigProfile.named(resource));
                if (profile != null) {
                    wanted.merge(profile, Math.toIntExact(count), Integer::sum);
                }
            });
        }
        return wanted;
    }

    int asked(MigProfile profile) {
        return fitted.getOrDefault(profile, 0) + waits.getOrDefault(profile, 0);
    }

    static int offered(Machine machine, MigProfile profile) {
        return Math.toIntExact(machine.node().capacity().extended().getOrDefault(profile.resource(), 0L));
    }

    static int held(Machine machine, MigProfile profile) {
        return Math.toIntExact(machine.extended().getOrDefault(profile.resource(), 0L));
    }

    /** What is free on all nodes but this one. */
    int free(MigProfile profile, Machine but) {
        return nodes.stream()
                .filter(m -> !m.equals(but) && !m.node().cordoned())
                .mapToInt(m -> Math.max(0, offered(m, profile) - held(m, profile)))
                .sum();
    }

    /** What a node would have to offer so that nothing is missing: what the others have not, and what it gives now. */
    Map<MigProfile, Integer> wanted(Machine machine) {
        Map<MigProfile, Integer> wanted = new HashMap<>();
        for (MigProfile profile : model.profiles()) {
            int count = Math.max(0, asked(profile) - free(profile, machine)) + held(machine, profile);
            if (count > 0) {
                wanted.put(profile, count);
            }
        }
        return wanted;
    }

    /** Slices that are asked for and that nobody offers, with this node as it is. */
    int missing() {
        int slices = 0;
        for (MigProfile profile : model.profiles()) {
            int free = nodes.stream()
                    .filter(m -> !m.node().cordoned())
                    .mapToInt(m -> Math.max(0, offered(m, profile) - held(m, profile)))
                    .sum();
            slices += Math.max(0, asked(profile) - free) * profile.size();
        }
        return slices;
    }

    /** Nodes of one kind are cut alike: as many cards, offering and holding the same. */
    List<Object> kind(Machine machine) {
        List<Object> kind = new ArrayList<>(List.of(MigModels.cards(machine.node())));
        model.profiles().forEach(p -> kind.add(List.of(offered(machine, p), held(machine, p))));
        return kind;
    }

    /** The best way to cut the cards of a node, were nothing on it. */
    MigPlan plan(Machine machine) {
        return MigSearch.plan(model, wanted(machine), cards(machine));
    }

    /** The cards of a node as they seem to be cut: the records tell how many instances there are, not where. */
    private List<MigCard> cards(Machine machine) {
        List<MigCard> blank = new ArrayList<>();
        for (int i = 0; i < MigModels.cards(machine.node()); i++) {
            blank.add(MigCard.blank(machine.node().name(), i));
        }
        Map<MigProfile, Integer> there = new HashMap<>();
        model.profiles().forEach(p -> there.put(p, offered(machine, p)));
        List<MigCard> cards = new ArrayList<>();
        MigPlan now = MigSearch.plan(model, there, blank);
        for (MigCard card : blank) {
            cards.add(now.cuts().stream()
                    .filter(c -> c.card().index() == card.index())
                    .findFirst()
                    .map(c -> new MigCard(card.node(), card.index(), List.of(), c.then()))
                    .orElse(card));
        }
        return cards;
    }

    /** What stands on a node and holds GPUs or instances. */
    static List<Placement> holders(Scene scene, Machine machine) {
        return scene.cluster().placed().stream()
                .filter(p -> p.node().equals(machine.node().name()) && !p.task().ofItsNode())
                .filter(p -> p.task().need().gpu().devices() > 0
                        || p.task().need().extended().keySet().stream().anyMatch(k -> k.startsWith(NVIDIA)))
                .toList();
    }
}
