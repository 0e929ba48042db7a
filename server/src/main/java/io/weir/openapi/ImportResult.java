package io.weir.openapi;

import io.weir.catalog.Api;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a document.
 *
 * @param api the draft: lifecycle CREATED, an id made of the name that may already be taken, no plans; null where there is an error
 * @param problems what its publisher should know, in the order of the document
 */
public record ImportResult(@Nullable Api api, List<ImportProblem> problems) {
    public ImportResult {
        problems = List.copyOf(problems);
    }
}
