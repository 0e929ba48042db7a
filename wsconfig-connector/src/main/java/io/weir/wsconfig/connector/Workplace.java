package io.weir.wsconfig.connector;

import io.weir.wsconfig.cluster.LocalAddresses;
import io.weir.wsconfig.httpd.CommandRunner;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What the work on connectors uses of the world outside.
 *
 * @param here tells which nodes are on this machine
 * @param runner runs the web server's programs
 * @param path where programs are looked for
 * @param isWindows whether programs are called as on Windows
 * @param clock for the log
 * @param nanoTime a clock that only goes forward, for waits
 * @param progress is told each step as it is done
 */
public record Workplace(
        LocalAddresses here,
        CommandRunner runner,
        String path,
        boolean isWindows,
        InstantSource clock,
        LongSupplier nanoTime,
        Consumer<String> progress) {}
