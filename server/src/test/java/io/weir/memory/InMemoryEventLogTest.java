package io.weir.memory;

import io.weir.event.EventLog;
import io.weir.event.EventLogContract;
import io.weir.time.Ticker;
import java.time.InstantSource;

class InMemoryEventLogTest extends EventLogContract {
    private final EventLog log = new InMemoryEventLog(InstantSource.system(), Ticker.system(), MAX_EVENTS);

    @Override
    protected EventLog log() {
        return log;
    }
}
