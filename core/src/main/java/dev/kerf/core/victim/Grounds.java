package dev.kerf.core.victim;

/** On what grounds a party may ask others to leave. */
public interface Grounds {
    /** The grade of a unit that may not be asked. */
    int OUT = -1;

    /**
     * Whether the unit may be asked to leave as things stand, with all that was lifted already.
     *
     * @return {@link #OUT}, or how reluctantly: those of a lower grade are asked first
     */
    int grade(Unit unit);
}
