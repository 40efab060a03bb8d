/** Where the process answers: its metrics, and whether it is alive and ready. */
@NullMarked
package dev.kerf.server.http;

import org.jspecify.annotations.NullMarked;
