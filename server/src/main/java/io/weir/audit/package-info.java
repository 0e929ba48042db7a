/**
 * Who changed what, for good: entries of the audit log, and where they are kept.
 *
 * <p>Starting points: {@link io.weir.audit.AuditEntry}, {@link io.weir.audit.AuditListener}, {@link io.weir.audit.AuditLog}.
 */
@NullMarked
package io.weir.audit;

import org.jspecify.annotations.NullMarked;
