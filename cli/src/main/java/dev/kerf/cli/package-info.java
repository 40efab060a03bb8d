/** The {@code kerf} command: one class per subcommand, wired by hand in {@link dev.kerf.cli.Main}. */
@NullMarked
package dev.kerf.cli;

import org.jspecify.annotations.NullMarked;
