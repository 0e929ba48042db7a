package io.weir.admin;

import io.weir.catalog.StoreUnavailableException;
import io.weir.publishing.OutcomeUnknownException;

/** Does one operation of the contract. May block; called on threads of {@link Lanes}. */
@FunctionalInterface
interface OperationHandler {

    /** @throws RuntimeException of the kinds that {@link ProblemRenderer} knows, to answer with an error */
    Answer handle(Call call) throws StoreUnavailableException, OutcomeUnknownException;
}
