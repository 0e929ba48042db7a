package io.weir.memory;

import io.weir.session.SessionStore;
import io.weir.session.SessionStoreContract;
import io.weir.time.Ticker;
import java.time.InstantSource;

class InMemorySessionStoreTest extends SessionStoreContract {
    private final SessionStore store = new InMemorySessionStore(Ticker.system(), InstantSource.system());

    @Override
    protected SessionStore store() {
        return store;
    }
}
