@NullMarked
package dev.kerf.fakecluster.measure;

import org.jspecify.annotations.NullMarked;
