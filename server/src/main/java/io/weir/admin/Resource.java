package io.weir.admin;

import java.util.Map;

/** Handlers for some of the contract's operations. */
interface Resource {

    /** By operation id. */
    Map<String, OperationHandler> handlers();
}
