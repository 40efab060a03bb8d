package dev.kerf.core.reason;

/** The three answers to "does it fit". "Not now" and "never" are different words. */
public enum Fit {
    /** It fits as things stand. */
    FITS,
    /** It does not fit as things stand, but would if others left or a node were uncordoned. */
    NOT_NOW,
    /** It would not fit even if every node were empty. */
    NEVER
}
