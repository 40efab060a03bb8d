/** The controllers a user expects: owners make pods, what nobody owns goes. */
@NullMarked
package dev.kerf.fakecluster.control;

import org.jspecify.annotations.NullMarked;
