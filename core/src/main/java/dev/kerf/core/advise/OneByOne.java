package dev.kerf.core.advise;

import java.util.ArrayList;
import java.util.List;

/** A rule that looks at one workload after the other, so that what was measured of one is let go before the next is read. */
public interface OneByOne extends Rule {
    /** Begins with a scene. */
    Look begin(Scene scene);

    @Override
    default List<Draft> drafts(Scene scene) {
        Look look = begin(scene);
        List<Draft> drafts = new ArrayList<>();
        scene.works().forEach(work -> drafts.addAll(look.at(work)));
        drafts.addAll(look.end());
        return drafts;
    }

    /** One look at a scene. */
    @FunctionalInterface
    interface Look {
        /** What is said of this workload already. */
        List<Draft> at(Work work);

        /** What is said when all were looked at. */
        default List<Draft> end() {
            return List.of();
        }
    }
}
