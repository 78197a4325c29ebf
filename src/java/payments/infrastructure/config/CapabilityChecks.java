package payments.infrastructure.config;

import org.jspecify.annotations.Nullable;

/** Whether what is wanted has what it needs: a capability without it would be deployed and do nothing, or fail. */
final class CapabilityChecks {
    private CapabilityChecks() {}

    /**
     * Refuses a capability without another that it works with.
     *
     * @throws IllegalStateException naming both, and what to change
     */
    static void check(
            ApiSettings api,
            @Nullable NetworkSettings network,
            @Nullable DatabaseSettings database,
            @Nullable QueueSettings queue,
            @Nullable EventSettings events,
            @Nullable LedgerSettings ledger,
            @Nullable WorkflowSettings workflow,
            @Nullable BatchSettings batch) {
        if (api.captureRoute()) {
            require("api.captureRoute", "workflow", workflow, "a capture is an execution of it");
            requireEndpoint(
                    network, EndpointService.STATES, "api.captureRoute", "the API's function must start the workflow");
        }
        if (workflow != null) {
            require("workflow", "queue", queue, "its processor stores the payments that the workflow carries through");
            require("workflow", "events", events, "it announces captured payments on the topic of events");
        }
        if (batch != null) {
            require("batch", "queue", queue, "the rows of a file go through the queue");
            requireEndpoint(
                    network,
                    EndpointService.LAMBDA,
                    "batch",
                    "the batch function must call itself to go on with a long file");
        }
        if (ledger != null) {
            require("ledger", "database", database, "the books are kept in it");
            if (database != null && database.password() == PasswordStore.PARAMETER_STORE) {
                throw new IllegalStateException(
                        "ledger is given, but database.password is parameter-store, and the migration of the books reads a secret; write 'password: secrets-manager', or leave ledger out");
            }
            require("ledger", "events", events, "the relay posts each event to the books");
        }
    }

    private static void requireEndpoint(
            @Nullable NetworkSettings network, EndpointService service, String wanted, String why) {
        if (network != null
                && !network.interfaceEndpoints().isEmpty()
                && !network.interfaceEndpoints().contains(service)) {
            throw new IllegalStateException("%s is given, but network.interfaceEndpoints has no %s, and %s; add %s"
                    .formatted(wanted, service.code(), why, service.code()));
        }
    }

    private static void require(String wanted, String needed, @Nullable Object present, String why) {
        if (present == null) {
            throw new IllegalStateException("%s is given, but %s is not: %s; add the section %s, or leave %s out"
                    .formatted(wanted, needed, why, needed, wanted));
        }
    }
}
