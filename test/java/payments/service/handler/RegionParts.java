package payments.service.handler;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;
import payments.service.Waits;
import payments.service.domain.Currencies;
import payments.service.domain.Money;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.domain.Transition;
import payments.service.idempotency.IdempotencyScope;
import payments.service.payment.CreateOutcome;
import payments.service.payment.PaymentCommand;
import payments.service.payment.PaymentService;
import payments.service.payment.TransitionCommand;
import payments.service.payment.TransitionOutcome;
import payments.service.resilience.Deadline;
import payments.service.store.PaymentTable;
import payments.service.store.RegionFence.Ownership;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The parts of one of several regions: a table of its own, and the log that it shares with the others. */
public final class RegionParts {
    private final ServiceParts parts;
    private final List<String> lines = new ArrayList<>();
    /** As an import or another region had made them: it takes steps before an owner is named. */
    private final PaymentService payments;

    /** Reaches its table and the log by these clients. */
    public RegionParts(String region, ServiceParts.Clients clients, PaymentTable table, String log, Clock clock) {
        Map<String, String> variables = variables(region, table, log);
        this.parts = ServiceParts.of(
                ServiceSettings.from(new FunctionEnvironment(FunctionContract.EFFECT_PROJECTOR, variables)),
                clients,
                clock,
                new Waits().backoff(),
                lines::add);
        this.payments = parts.regardlessOfOwner().payments();
    }

    /** The variables of its functions. */
    public static Map<String, String> variables(String region, PaymentTable table, String log) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "REGION",
                region,
                "ENVIRONMENT_SUFFIX",
                "dev",
                "DYNAMODB_TABLE",
                table.name(),
                "DYNAMODB_ENDPOINT",
                "https://dynamodb.%s.amazonaws.com".formatted(region),
                "TABLE_PARTITION_KEY",
                "payment_id",
                "EFFECT_LOG_TABLE",
                log,
                "EFFECT_LOG_REGION",
                region,
                "EFFECT_LOG_ENDPOINT",
                "https://dynamodb.%s.amazonaws.com".formatted(region)));
        return variables;
    }

    /** Reaches everything by one client. */
    public RegionParts(String region, DynamoDbClient client, PaymentTable table, String log, Clock clock) {
        this(region, new ServiceParts.Clients(client, client), table, log, clock);
    }

    /** The parts. */
    public ServiceParts parts() {
        return parts;
    }

    /** All that log and metrics said. */
    public List<String> lines() {
        return lines;
    }

    /** Makes a payment of 100 with a key of that name. */
    public PaymentId pay(String key, Deadline deadline) {
        PaymentCommand command = new PaymentCommand(
                new IdempotencyScope("shop", "POST /payments", key),
                Optional.empty(),
                new Money(100, Currencies.of("EUR")),
                PaymentDetails.NONE,
                "create");
        return ((CreateOutcome.Created) payments.create(command, deadline))
                .payment()
                .id();
    }

    /** Takes a payment a step further. */
    public void step(PaymentId id, Transition transition, Deadline deadline) {
        TransitionOutcome outcome = payments.apply(
                new TransitionCommand(id, transition.word(), transition, Optional.empty(), "shop", transition.word()),
                deadline);
        if (!(outcome instanceof TransitionOutcome.Applied)) {
            throw new AssertionError(outcome);
        }
    }

    /** Has it own the payments, wherever they were owned before. */
    public void own(Deadline deadline) {
        var ownership = parts.log().orElseThrow().ownership();
        Ownership unused =
                ownership.move(ownership.ownership(deadline), parts.settings().region(), deadline);
    }
}
