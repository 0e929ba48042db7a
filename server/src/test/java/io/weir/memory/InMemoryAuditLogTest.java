package io.weir.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.audit.AuditFilter;
import io.weir.audit.AuditLog;
import io.weir.audit.AuditLogContract;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class InMemoryAuditLogTest extends AuditLogContract {
    private final InMemoryAuditLog log = new InMemoryAuditLog(InstantSource.system(), 30_000);

    @Override
    protected AuditLog log() {
        return log;
    }

    @Test
    void looksThroughSoManyForOnePage() {
        log.append(entry(0, "alice", "api"));
        for (int i = 1; i <= AuditLog.MAX_SCAN; i++) {
            log.append(entry(i, "alice", "plan"));
        }

        AuditFilter apis = new AuditFilter("api", null, null, null, null, null);
        AuditLog.Page first = log.newest(apis, null, 10);
        AuditLog.Page second = log.newest(apis, first.next(), 10);

        assertThat(first.items()).isEmpty();
        assertThat(second.items()).hasSize(1);
        assertThat(second.next()).isNull();
    }
}
