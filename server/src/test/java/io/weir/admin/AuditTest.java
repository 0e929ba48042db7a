package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.MultiMap;
import io.weir.audit.AuditEntry;
import io.weir.catalog.Organization;
import io.weir.catalog.Role;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final Operation OPERATION = AdminExtension.CONTRACT.operation("createPlan");
    private static final Client CLIENT = new Client(Entrance.ADMIN, "192.0.2.1", null, false, false, null, null);

    private final AtomicLong now = new AtomicLong();
    private final List<AuditEntry> made = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Audit audit = new Audit("n-1", List.of(made::add), InstantSource.system(), now::get, meters);

    @Test
    void keepsStrangersFromPushingOthersOut() {
        for (int i = 0; i < Audit.MAX_STRANGERS + 5; i++) {
            record(new Trail());
        }
        assertThat(made).hasSize(Audit.MAX_STRANGERS);
        assertThat(meters.get("weir.audit.strangers").counter().count()).isEqualTo(5);

        Trail known = new Trail();
        known.isBy(new Principal(
                "alice", "A", Set.of(Role.VIEWER), Organization.DEFAULT, Principal.Way.LOCAL_TOKEN, null));
        record(known);
        assertThat(made).hasSize(Audit.MAX_STRANGERS + 1);
        assertThat(made.get(Audit.MAX_STRANGERS).way()).isEqualTo("local-token");

        now.addAndGet(Duration.ofMinutes(1).toNanos());
        record(new Trail());
        assertThat(made).hasSize(Audit.MAX_STRANGERS + 2);
    }

    private void record(Trail trail) {
        Parameters parameters = new Parameters(Map.of(), Map.of(), MultiMap.caseInsensitiveMultiMap());
        audit.record(OPERATION, parameters, "/api/v1/plans", CLIENT, "r-1", Answer.empty(201), trail);
    }
}
