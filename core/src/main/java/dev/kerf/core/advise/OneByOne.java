package dev.kerf.core.advise;

import java.util.ArrayList;
import java.util.List;

/**
 * A rule that looks at one workload after the other, so that what was measured of one is let go before the next is read.
 * Several may be looked at at the same time; what a look keeps of them it takes in in their order.
 */
public interface OneByOne extends Rule {
    /** Begins with a scene. */
    Look begin(Scene scene);

    @Override
    default List<Draft> drafts(Scene scene) {
        Look look = begin(scene);
        List<Draft> drafts = new ArrayList<>();
        scene.works().forEach(work -> drafts.addAll(look.at(work).taken()));
        drafts.addAll(look.end());
        return drafts;
    }

    /** One look at a scene. */
    @FunctionalInterface
    interface Look {
        /** Looks at a workload, and changes nothing of its own while it does. */
        Noted at(Work work);

        /** What is said when all were looked at. */
        default List<Draft> end() {
            return List.of();
        }
    }

    /**
     * What a look found in a workload.
     *
     * @param drafts what is said of it already
     * @param keep   keeps what is needed at the end; not at the same time as another
     */
    record Noted(List<Draft> drafts, Runnable keep) {
        /** Nothing was found. */
        public static final Noted NOTHING = new Noted(List.of(), () -> {});

        public Noted {
            drafts = List.copyOf(drafts);
        }

        /** This is said, and nothing kept. */
        public static Noted of(List<Draft> drafts) {
            return drafts.isEmpty() ? NOTHING : new Noted(drafts, () -> {});
        }

        /** Nothing is said yet. */
        public static Noted keeping(Runnable keep) {
            return new Noted(List.of(), keep);
        }

        /** What is said, once the rest is kept. */
        List<Draft> taken() {
            keep.run();
            return drafts;
        }
    }
}
