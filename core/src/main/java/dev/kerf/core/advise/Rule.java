package dev.kerf.core.advise;

import java.util.List;

/** An entry of the catalogue: looks at a scene and says what it would change. */
@FunctionalInterface
public interface Rule {
    List<Draft> drafts(Scene scene);
}
