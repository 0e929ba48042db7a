package io.weir.memory;

import io.weir.limit.LimitGauge;
import io.weir.limit.LimitGaugeContract;
import io.weir.limit.Limiter;
import java.time.Instant;
import java.time.InstantSource;

class InMemoryLimitGaugeTest extends LimitGaugeContract {
    private final InMemoryLimiter limiter =
            new InMemoryLimiter(InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z")), 1000);

    @Override
    protected Limiter limiter() {
        return limiter;
    }

    @Override
    protected LimitGauge gauge() {
        return limiter;
    }
}
