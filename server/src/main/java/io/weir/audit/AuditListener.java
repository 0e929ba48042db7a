package io.weir.audit;

/** Told of each entry of the audit log as it is made. Any thread, event loops among them; never blocks and never fails. */
@FunctionalInterface
public interface AuditListener {

    /** An entry was made. */
    void made(AuditEntry entry);
}
