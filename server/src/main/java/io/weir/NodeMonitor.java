package io.weir;

import io.weir.analytics.Family;
import io.weir.analytics.Note;
import io.weir.catalog.CatalogStatus;
import io.weir.catalog.CatalogUpdater;
import java.lang.management.ManagementFactory;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * How a node fares, for {@code weir-monitor}. Any thread.
 *
 * @param requestsInFlight of all listeners
 */
record NodeMonitor(LoadMeter load, IntSupplier requestsInFlight, CatalogUpdater updater) implements Supplier<Note> {

    @Override
    public Note get() {
        Runtime runtime = Runtime.getRuntime();
        return Note.of(Family.MONITOR)
                .with("requestsPerSecond", load.load())
                .with("heapBytes", runtime.totalMemory() - runtime.freeMemory())
                .with("cpu", cpu())
                .with("inFlight", requestsInFlight.getAsInt())
                .with("revision", updater.catalog().revision())
                .with("inSync", updater.status().state() == CatalogStatus.State.IN_SYNC);
    }

    /** Of all processors, 0 to 1; 0 where the Java VM does not know. */
    private static double cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? Math.max(0, Math.round(system.getProcessCpuLoad() * 1000) / 1000.0)
                : 0;
    }
}
