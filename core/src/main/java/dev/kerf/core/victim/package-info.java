/** Whom to ask to leave, so that something else can be placed: who may be asked, what it costs, and who is enough. */
@NullMarked
package dev.kerf.core.victim;

import org.jspecify.annotations.NullMarked;
