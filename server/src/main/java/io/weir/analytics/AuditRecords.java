package io.weir.analytics;

import io.weir.audit.AuditEntry;
import io.weir.audit.AuditListener;

/** Hands who did what to a sink: of each entry of the audit log all but what the object was before and is after. */
public final class AuditRecords implements AuditListener {
    private final AnalyticsSink sink;

    public AuditRecords(AnalyticsSink sink) {
        this.sink = sink;
    }

    @Override
    public void made(AuditEntry entry) {
        if (!sink.isOn()) {
            return;
        }
        sink.tell(Note.of(Family.AUDIT)
                .with("operation", entry.operation())
                .with("kind", entry.kind())
                .with("id", entry.object())
                .with("author", entry.author())
                .with("way", entry.way())
                .with("clientIp", entry.address())
                .with("status", entry.status())
                .with("error", entry.code())
                .with("requestId", entry.requestId())
                .with("revision", entry.revision()));
    }
}
