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
            @Nullable EffectLogSettings effectLog,
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
                Stream.of(
                                need(
                                        workflow,
                                        "workflow",
                                        "the queue's processor stores the payments that the workflow captures"),
                                need(batch, "batch", "the rows of a file go through the queue"))
                        .flatMap(need -> need)
                        .toList());
        require(
                contradictions,
                "events",
                events,
                Stream.of(
                                need(ledger, "ledger", "the relay posts each event to the ledger"),
                                need(
                                        workflow,
                                        "workflow",
                                        "the workflow publishes captured payments on the topic of events"),
                                need(
                                        effectLog,
                                        "effectLog",
                                        "the relay of the region that owns the payments publishes what is in the log"))
                        .flatMap(need -> need)
                        .toList());
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
        if (network != null && network.interfaceEndpoints() != null) {
            requireEndpoints(
                    contradictions, network.interfaceEndpoints(), CalledServices.of(api, queue, events, ledger, batch));
        }
    }

    /** What another section is needed for. */
    private record Need(String wanted, String key, String why) {
        Need(String wanted, String why) {
            this(wanted, wanted, why);
        }
    }

    private static Stream<Need> need(@Nullable Object present, String section, String why) {
        return Stream.ofNullable(present).map(there -> new Need(section, why));
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

    /** A call that finds neither an endpoint nor, where the list is empty, a gateway waits until the function's timeout. */
    private static void requireEndpoints(
            Contradictions contradictions, List<EndpointService> endpoints, CalledServices called) {
        if (endpoints.isEmpty()) {
            return;
        }
        for (CalledServices.Call call : called.calls()) {
            EndpointService.of(call.service())
                    .filter(service -> !endpoints.contains(service))
                    .ifPresent(service -> contradictions.add(
                            "%s is given, but network.interfaceEndpoints has no %s, and %s; add %s, or leave interfaceEndpoints out"
                                    .formatted(call.setting(), service.code(), call.why(), service.code()),
                            "network.interfaceEndpoints",
                            call.setting()));
        }
    }
}
