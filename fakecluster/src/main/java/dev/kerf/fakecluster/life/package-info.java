/** What creating, changing and deleting an object means. */
@NullMarked
package dev.kerf.fakecluster.life;

import org.jspecify.annotations.NullMarked;
