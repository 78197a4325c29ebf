package payments.infrastructure.config.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
        boolean automatic = queue != null && queue.capture() == QueueCapture.AUTOMATIC;
        List<Need> captures = new ArrayList<>();
        if (api.captureRoute()) {
            captures.add(new Need("api.captureRoute", "a capture is an execution of it"));
        }
        if (automatic) {
            captures.add(
                    new Need("queue.capture: automatic", "queue.capture", "the processor starts it for each payment"));
        }
        require(contradictions, "workflow", workflow, captures);
        require(
                contradictions,
                "queue",
                queue,
                needs(
                        workflow,
                        new Need("workflow", "the queue's processor stores the payments that the workflow captures"),
                        batch,
                        new Need("batch", "the rows of a file go through the queue")));
        require(
                contradictions,
                "events",
                events,
                needs(
                        ledger,
                        new Need("ledger", "the relay posts each event to the ledger"),
                        workflow,
                        new Need("workflow", "the workflow publishes captured payments on the topic of events")));
        require(
                contradictions,
                "database",
                database,
                ledger == null ? List.of() : List.of(new Need("ledger", "the ledger is stored in it")));
        if (ledger != null && database != null && database.password() == PasswordStore.PARAMETER_STORE) {
            contradictions.add(
                    "ledger is given, but database.password is parameter-store, and the migration of the ledger reads a secret; write 'password: secrets-manager', or leave ledger out",
                    "database.password",
                    "ledger");
        }
        if (api.captureRoute()) {
            requireEndpoint(
                    contradictions,
                    network,
                    EndpointService.STATES,
                    "api.captureRoute",
                    "the API's function must start the workflow");
        }
        if (automatic) {
            requireEndpoint(
                    contradictions,
                    network,
                    EndpointService.STATES,
                    "queue.capture",
                    "the queue's processor must start the workflow");
        }
        if (batch != null) {
            requireEndpoint(
                    contradictions,
                    network,
                    EndpointService.LAMBDA,
                    "batch",
                    "the batch function must call itself to go on with a long file");
        }
    }

    /** What another section is needed for. */
    private record Need(String wanted, String key, String why) {
        Need(String wanted, String why) {
            this(wanted, wanted, why);
        }
    }

    private static List<Need> needs(@Nullable Object one, Need ofOne, @Nullable Object other, Need ofOther) {
        return Stream.concat(
                        Stream.ofNullable(one).map(section -> ofOne),
                        Stream.ofNullable(other).map(section -> ofOther))
                .toList();
    }

    /** One problem for one missing section, however many others need it. */
    private static void require(
            Contradictions contradictions, String needed, @Nullable Object present, List<Need> needs) {
        if (present != null || needs.isEmpty()) {
            return;
        }
        String all = String.join(" and ", needs.stream().map(Need::wanted).toList());
        contradictions.addAt(
                Stream.concat(needs.stream().map(Need::key), Stream.of(needed)).toList(),
                "%s %s given, but %s is not: %s; add the section %s, or leave %s out"
                        .formatted(
                                all,
                                needs.size() == 1 ? "is" : "are",
                                needed,
                                String.join(
                                        ", and ", needs.stream().map(Need::why).toList()),
                                needed,
                                all),
                needed);
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
}
