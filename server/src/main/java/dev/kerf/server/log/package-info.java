/** What the process says about itself: one line an event, for people and for programs. */
@NullMarked
package dev.kerf.server.log;

import org.jspecify.annotations.NullMarked;
