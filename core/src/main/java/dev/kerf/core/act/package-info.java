/** What may be done about advice, when, and how it goes: levels, the rules people set, states, and guards that can stop it. */
@NullMarked
package dev.kerf.core.act;

import org.jspecify.annotations.NullMarked;
