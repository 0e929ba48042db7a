package io.weir.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.CatalogStore.Edit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one request changes, gathered on its way for the audit log. Handed from thread to thread; one at a time. */
final class Trail {
    private static final int MAX_ALONG = 100;

    private @Nullable String object;
    private @Nullable String author;
    private String way = "none";
    private @Nullable Long revision;
    private AuditDifference difference = AuditDifference.NONE;
    private List<String> along = List.of();

    /** It is about this object, which the path does not name. */
    void isAbout(String id) {
        object = id;
    }

    /** Who asked is known. */
    void isBy(Principal principal) {
        author = principal.user();
        way = principal.way().label();
    }

    /** Who asked has made themselves known by this very request. */
    void isBy(String user) {
        author = user;
    }

    /**
     * An object is another one than before.
     *
     * @param before null for none
     * @param after null for none
     * @param secrets members that are masked
     */
    void changed(@Nullable ObjectNode before, @Nullable ObjectNode after, Set<String> secrets) {
        difference = AuditDifference.of(before, after, secrets);
    }

    /** The change made this revision of the catalogue. */
    void made(long newRevision) {
        revision = newRevision;
    }

    /** These went with it. */
    void deleted(List<Edit> edits) {
        along = edits.stream()
                .limit(MAX_ALONG)
                .map(edit -> edit.kind().label() + "/" + edit.id())
                .toList();
    }

    @Nullable
    String object() {
        return object;
    }

    @Nullable
    String author() {
        return author;
    }

    /** How they showed who they are. */
    String way() {
        return way;
    }

    @Nullable
    Long revision() {
        return revision;
    }

    AuditDifference difference() {
        return difference;
    }

    List<String> along() {
        return along;
    }
}
