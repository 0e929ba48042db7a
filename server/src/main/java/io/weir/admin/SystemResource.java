package io.weir.admin;

import java.util.Map;

/** The contract itself. */
final class SystemResource implements Resource {
    private final Contract contract;

    SystemResource(Contract contract) {
        this.contract = contract;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of("getContract", call -> Answer.of(200, Operation.JSON, contract.json()));
    }
}
