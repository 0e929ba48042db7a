package io.weir.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link AuditLog} does. */
public abstract class AuditLogContract {
    /** Lately, since a log looks for an entry about where its time is. */
    private static final Instant TIME = Instant.ofEpochMilli(
            ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli());

    /** Without entries. */
    protected abstract AuditLog log();

    @Test
    void keepsAllThatAnEntrySays() throws Exception {
        AuditEntry whole = new AuditEntry(
                TIME,
                "n-1",
                "deleteApplication",
                "DELETE",
                "/api/v1/applications/shop",
                "alice",
                "session",
                "192.0.2.1",
                "application",
                "shop",
                204,
                null,
                "0123",
                17L,
                "{\"name\":\"Größe\"}",
                "{}",
                List.of("key/a", "subscription/b"));
        AuditEntry bare = new AuditEntry(
                TIME,
                "n-1",
                "importApi",
                "POST",
                "/api/v1/apis/import",
                null,
                "none",
                "192.0.2.1",
                "api",
                null,
                401,
                "unauthenticated",
                "0124",
                null,
                null,
                null,
                List.of());

        log().append(whole);
        log().append(bare);

        assertThat(log().newest(AuditFilter.ALL, null, 10).items())
                .extracting(AuditLog.Kept::entry)
                .containsExactly(bare, whole);
    }

    @Test
    void keepsARepeatedEntryOnce() throws Exception {
        log().append(entry(1, "alice", "plan"));
        log().append(entry(1, "alice", "plan"));

        assertThat(requests(AuditFilter.ALL)).containsExactly("1");
    }

    @Test
    void findsWhatFits() throws Exception {
        log().append(entry(1, "alice", "plan"));
        log().append(entry(2, "bob", "plan"));
        log().append(entry(3, "alice", "api"));

        assertThat(requests(new AuditFilter("plan", null, null, null, null, null)))
                .containsExactly("2", "1");
        assertThat(requests(new AuditFilter(null, "object-3", null, null, null, null)))
                .containsExactly("3");
        assertThat(requests(new AuditFilter(null, null, "alice", null, null, null)))
                .containsExactly("3", "1");
        assertThat(requests(new AuditFilter(null, null, null, "operation-2", null, null)))
                .containsExactly("2");
        assertThat(requests(new AuditFilter(null, null, null, null, TIME.plusSeconds(2), TIME.plusSeconds(3))))
                .containsExactly("2");
    }

    @Test
    void givesPageAfterPage() throws Exception {
        for (int i = 1; i <= 5; i++) {
            log().append(entry(i, "alice", i % 2 == 0 ? "plan" : "api"));
        }

        AuditLog.Page first = log().newest(AuditFilter.ALL, null, 2);
        AuditLog.Page second = log().newest(AuditFilter.ALL, first.next(), 2);
        AuditLog.Page last = log().newest(AuditFilter.ALL, second.next(), 2);

        assertThat(requests(first)).containsExactly("5", "4");
        assertThat(requests(second)).containsExactly("3", "2");
        assertThat(requests(last)).containsExactly("1");
        assertThat(last.next()).isNull();
        AuditFilter plans = new AuditFilter("plan", null, null, null, null, null);
        assertThat(log().newest(plans, null, 2).next()).isNull();
        assertThat(log().newest(plans, null, 1).next()).isNotNull();
    }

    @Test
    void removesWhatIsTooOld() throws Exception {
        log().append(entry(1, "alice", "plan"));

        assertThat(log().expire(Duration.ofDays(1), 1)).isZero();
        assertThat(log().expire(Duration.ofSeconds(-5), 1)).isEqualTo(1);
        assertThat(requests(AuditFilter.ALL)).isEmpty();
    }

    /** One of request {@code number}, so many seconds after {@link #TIME}. */
    public static AuditEntry entry(int number, String author, String kind) {
        return new AuditEntry(
                TIME.plusSeconds(number),
                "n-1",
                "operation-" + number,
                "PUT",
                "/api/v1/things",
                author,
                "token",
                "192.0.2.1",
                kind,
                "object-" + number,
                200,
                null,
                Integer.toString(number),
                (long) number,
                null,
                "{}",
                List.of());
    }

    private List<String> requests(AuditFilter filter) throws Exception {
        return requests(log().newest(filter, null, 100));
    }

    private static List<String> requests(AuditLog.Page page) {
        return page.items().stream().map(kept -> kept.entry().requestId()).toList();
    }
}
