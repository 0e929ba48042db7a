package io.weir.cli.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.cli.Expected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one object needs.
 *
 * @param fields to write, in canonical form; what is there now, for a deletion
 * @param expected what it was compared with, and must still be
 * @param manifest where it is stated; null for a deletion
 * @param diffs what differs; empty for a new object and for a deletion
 * @param hasNewDocument true where the document of an API has to be sent
 * @param lifecycleActions the steps of an API's life to take once everything is written
 */
record Change(
        Action action,
        ObjectRef ref,
        ObjectNode fields,
        Expected expected,
        @Nullable Manifest manifest,
        List<FieldDiff> diffs,
        boolean hasNewDocument,
        List<String> lifecycleActions) {

    /** What happens to the object. */
    enum Action {
        CREATE('+'),
        UPDATE('~'),
        DELETE('-');

        private final char sign;

        Action(char sign) {
            this.sign = sign;
        }

        char sign() {
            return sign;
        }
    }

    Change {
        diffs = List.copyOf(diffs);
        lifecycleActions = List.copyOf(lifecycleActions);
    }

    /** Whether the object itself has to be written: not where only its document or its lifecycle differs. */
    boolean isWritten() {
        return action == Action.CREATE
                || diffs.stream()
                        .anyMatch(diff ->
                                !diff.path().equals("lifecycle") && !diff.path().equals("document"));
    }
}
