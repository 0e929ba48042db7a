package io.weir.datastore;

/** A store that was opened and answers as it should. Owned by whoever has it. */
record OpenedStore<S extends StorePorts>(S ports, StoreProbe.Server server) implements AutoCloseable {

    @Override
    public void close() {
        ports.close();
    }
}
