package io.weir;

import io.weir.analytics.AnalyticsSink;
import io.weir.analytics.Family;
import io.weir.analytics.Note;
import io.weir.audit.AuditEntry;
import io.weir.audit.AuditListener;
import java.util.Locale;

/** Makes a record for analytics of each entry of the audit log; what was there before and after stays in the audit log. Any thread. */
record AuditRecords(AnalyticsSink analytics) implements AuditListener {

    @Override
    public void made(AuditEntry entry) {
        if (!analytics.isOn()) {
            return;
        }
        analytics.tell(Note.of(Family.AUDIT)
                .with("operation", entry.operation())
                .with("kind", entry.kind())
                .with("id", entry.object())
                .with("author", entry.author())
                .with("way", entry.way().toLowerCase(Locale.ROOT))
                .with("clientIp", entry.address())
                .with("status", entry.status())
                .with("requestId", entry.requestId()));
    }
}
