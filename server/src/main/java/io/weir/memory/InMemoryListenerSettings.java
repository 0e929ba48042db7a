package io.weir.memory;

import io.weir.cluster.ListenerSettings;
import io.weir.cluster.SharedListener;
import java.util.SortedMap;
import java.util.TreeMap;

/** The shared listeners of one process. Never away; any thread. */
public final class InMemoryListenerSettings implements ListenerSettings {
    private final SortedMap<String, SharedListener> listeners = new TreeMap<>();

    @Override
    public synchronized SortedMap<String, SharedListener> read() {
        return new TreeMap<>(listeners);
    }

    @Override
    public synchronized void write(SortedMap<String, SharedListener> wanted) {
        listeners.clear();
        listeners.putAll(wanted);
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
