package payments.infrastructure.config;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Contradictions;

/** Whether what is wanted has what it needs: a capability without it would be deployed and do nothing, or fail. */
final class CapabilityChecks {
    private CapabilityChecks() {}

    /** Finds a capability without another that it works with. */
    static void check(
            Contradictions contradictions,
            ApiSettings api,
            @Nullable NetworkSettings network,
            @Nullable DatabaseSettings database,
            @Nullable QueueSettings queue,
            @Nullable EventSettings events,
            @Nullable LedgerSettings ledger,
            @Nullable WorkflowSettings workflow,
            @Nullable BatchSettings batch) {
        if (api.captureRoute()) {
            require(contradictions, "api.captureRoute", "workflow", workflow, "a capture is an execution of it");
            requireEndpoint(
                    contradictions,
                    network,
                    EndpointService.STATES,
                    "api.captureRoute",
                    "the API's function must start the workflow");
        }
        if (workflow != null) {
            require(
                    contradictions,
                    "workflow",
                    "queue",
                    queue,
                    "its processor stores the payments that the workflow carries through");
            require(
                    contradictions,
                    "workflow",
                    "events",
                    events,
                    "it announces captured payments on the topic of events");
        }
        if (batch != null) {
            require(contradictions, "batch", "queue", queue, "the rows of a file go through the queue");
            requireEndpoint(
                    contradictions,
                    network,
                    EndpointService.LAMBDA,
                    "batch",
                    "the batch function must call itself to go on with a long file");
        }
        if (ledger != null) {
            require(contradictions, "ledger", "database", database, "the books are kept in it");
            if (database != null && database.password() == PasswordStore.PARAMETER_STORE) {
                contradictions.add(
                        "ledger is given, but database.password is parameter-store, and the migration of the books reads a secret; write 'password: secrets-manager', or leave ledger out",
                        "database.password",
                        "ledger");
            }
            require(contradictions, "ledger", "events", events, "the relay posts each event to the books");
        }
    }

    private static void requireEndpoint(
            Contradictions contradictions,
            @Nullable NetworkSettings network,
            EndpointService service,
            String wanted,
            String why) {
        if (network != null
                && !network.interfaceEndpoints().isEmpty()
                && !network.interfaceEndpoints().contains(service)) {
            contradictions.add(
                    "%s is given, but network.interfaceEndpoints has no %s, and %s; add %s"
                            .formatted(wanted, service.code(), why, service.code()),
                    "network.interfaceEndpoints",
                    wanted);
        }
    }

    private static void require(
            Contradictions contradictions, String wanted, String needed, @Nullable Object present, String why) {
        if (present == null) {
            contradictions.add(
                    "%s is given, but %s is not: %s; add the section %s, or leave %s out"
                            .formatted(wanted, needed, why, needed, wanted),
                    wanted,
                    needed);
        }
    }
}
