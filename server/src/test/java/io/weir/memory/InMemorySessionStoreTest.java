package io.weir.memory;

import io.weir.session.SessionStore;
import io.weir.session.SessionStoreContract;
import io.weir.time.Ticker;

class InMemorySessionStoreTest extends SessionStoreContract {
    private final SessionStore store = new InMemorySessionStore(Ticker.system());

    @Override
    protected SessionStore store() {
        return store;
    }
}
