/**
 * The command line: every {@code weir} command, what it prints and how it exits. Commands that change something go through the REST API
 * like any other client; only {@code start} and {@code demo} run a node in this process.
 *
 * <p>Starting points: {@link io.weir.cli.CommandLineInterface}, {@link io.weir.cli.CommandContext}.
 */
@NullMarked
package io.weir.cli;

import org.jspecify.annotations.NullMarked;
