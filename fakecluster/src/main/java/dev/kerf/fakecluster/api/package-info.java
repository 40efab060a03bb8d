/** The HTTP side: paths, answers, watches, discovery. */
@NullMarked
package dev.kerf.fakecluster.api;

import org.jspecify.annotations.NullMarked;
