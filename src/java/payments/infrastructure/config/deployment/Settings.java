package payments.infrastructure.config.deployment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Removable;
import payments.infrastructure.config.constraint.Validated;

/**
 * What is built in each region and how; shared by all environments of a deployment.
 *
 * @param network VPC, subnets, gateways; null where functions run without one
 * @param encryption customer-managed keys
 * @param documents the documents bucket; null for none
 * @param table the DynamoDB payments table
 * @param database the PostgreSQL database; null for none
 * @param function the Lambda function
 * @param api what callers enter by
 * @param firewall the web application firewall in front of it; null for none
 * @param dns how callers find the API; null where they learn it by other means
 * @param logs log groups
 * @param protection guards against loss by destruction
 * @param links what connects the regions of one environment
 * @param queue the payment queue and its processor; null for none
 * @param events the topic of payment events and the outbox's relay; null for none
 * @param effectLog the log of effects that all regions share; null where a fence in each region's table decides
 * @param ledger the ledger in the database; null for none
 * @param workflow the payment state machine; null for none
 * @param batch files of payments; null where none are taken
 * @param alerts who receives alarms; null for only those who subscribe by hand
 */
public record Settings(
        @Removable @Describe("VPC, subnets, gateways") @Nullable NetworkSettings network,

        @Describe("Customer-managed keys") EncryptionSettings encryption,
        @Removable @Describe("Documents bucket") @Nullable DocumentSettings documents,
        @Describe("DynamoDB payments table") TableSettings table,

        @Removable @Describe("PostgreSQL database: an RDS instance or an Aurora cluster") @Nullable DatabaseSettings database,

        @Describe("Lambda function of the payments API") FunctionSettings function,
        @Describe("What callers enter by") ApiSettings api,

        @Removable @Describe("Web application firewall in front of a REST API or a load balancer") @Nullable FirewallSettings firewall,

        @Describe("How callers find the API: health checks, names, failover") @Nullable DnsSettings dns,

        @Describe("Log groups") LogSettings logs,
        @Describe("Records of who did what") AuditSettings audit,
        @Describe("Guards against loss by destruction") ProtectionSettings protection,

        @Describe("What connects the regions of one environment")
        LinkSettings links,

        @Describe("Payment queue and its processor; absent: none") @Nullable QueueSettings queue,

        @Describe("Topic of payment events and the outbox's relay; absent: none") @Nullable EventSettings events,

        @Describe("Log of effects that all regions share; absent: a fence in each region's table decides") @Nullable EffectLogSettings effectLog,

        @Describe("Ledger in the database; absent: none") @Nullable LedgerSettings ledger,

        @Describe("State machine that carries a payment through; absent: none") @Nullable WorkflowSettings workflow,

        @Describe("Files of payments; absent: none") @Nullable BatchSettings batch,

        @Describe("Who receives alarms") @Nullable AlertSettings alerts)
        implements Validated {
    /** Throttles and reservations that the file does not set follow from the other sections; names from whether one is given. */
    public Settings {
        dns = DnsSettings.wanted(dns);
        queue = Reservations.of(queue);
        events = Reservations.of(events, ledger);
        workflow = Reservations.of(workflow, ledger);
        function = Reservations.of(
                function, api, database, ConnectionBudget.connectionsOfLedger(ledger, events, workflow));
        api = api.before(function.reservedConcurrency());
    }

    @Override
    public void validate(Contradictions contradictions) {
        checkCapacity(contradictions);
        checkNetwork(contradictions);
        EdgeChecks.check(contradictions, api, firewall, network, dns);
        CapabilityChecks.check(
                contradictions, api, network, database, queue, events, effectLog, ledger, workflow, batch);
        if (alertsByEvents() && events == null) {
            contradictions.add(
                    "alerts.topic is events but there is no section 'events'; add 'events: {}', or write 'topic: own'",
                    "alerts.topic",
                    "events");
        }
        if (database != null) {
            contradictions.ask(
                    () -> links.databaseCopy().requireFor(database.engine(), database.instanceClass()),
                    "links.databaseCopy",
                    "database.engine",
                    "database.instanceClass");
        }
    }

    private void checkNetwork(Contradictions contradictions) {
        if (network != null
                && network.natGateways() == NatGateways.NONE
                && network.interfaceEndpoints() != null
                && network.interfaceEndpoints().isEmpty()
                && !calledServices().interfaceEndpoints().isEmpty()) {
            contradictions.add(
                    "network.natGateways is none and network.interfaceEndpoints is empty, so functions in the private subnets do not reach %s and would fail; leave interfaceEndpoints out, or write 'natGateways: single'"
                            .formatted(codes(calledServices().interfaceEndpoints())),
                    "network.interfaceEndpoints",
                    "network.natGateways");
        }
        if (network == null && database != null) {
            contradictions.add(
                    "database is wanted but network is none; a database lives in private subnets: write 'database: none' and leave out the cidr of each region, or describe the network",
                    "network",
                    "database");
        }
    }

    /** What the API lets through, what the functions may take of it, and what the database and the account have for them. */
    private void checkCapacity(Contradictions contradictions) {
        contradictions.ask(
                () -> Throttle.check(api, function),
                "api.throttleRate",
                "api.throttleBurst",
                "function.reservedConcurrency",
                "database.instanceClass");
        contradictions.ask(
                () -> ConcurrencyBudget.check(function.accountConcurrency(), reservations()),
                "function.reservedConcurrency",
                "function.accountConcurrency",
                "queue.processor.reservedConcurrency",
                "queue.maximumConcurrency",
                "events.relay.reservedConcurrency",
                "effectLog.reservedConcurrency",
                "workflow.step.reservedConcurrency",
                "batch.reservedConcurrency",
                "api.throttleRate",
                "api.throttleBurst");
        if (database != null) {
            contradictions.ask(
                    () -> ConnectionBudget.check(function, ledger, events, workflow, database),
                    "function.reservedConcurrency",
                    "events.relay.reservedConcurrency",
                    "workflow.step.reservedConcurrency",
                    "database.instanceClass",
                    "database.aurora");
        }
    }

    /** The runs that are reserved, by the setting that reserves them. */
    private Map<String, Integer> reservations() {
        Map<String, Integer> reserved = new LinkedHashMap<>();
        reserve(reserved, "function", function, 1);
        reserve(reserved, "queue.processor", queue == null ? null : queue.processor(), 1);
        reserve(reserved, "events.relay", events == null ? null : events.relay(), 1);
        reserve(reserved, "effectLog", effectLog, 1);
        reserve(
                reserved,
                "the steps of workflow",
                workflow == null ? null : workflow.step(),
                ConcurrencyBudget.STEPS_OF_WORKFLOW);
        reserve(reserved, "batch", batch, 1);
        if (ledger != null) {
            reserved.put("the functions of ledger", ConcurrencyBudget.FUNCTIONS_OF_LEDGER);
        }
        return reserved;
    }

    private static void reserve(
            Map<String, Integer> reserved, String name, @Nullable FunctionSize size, int functions) {
        Integer one = size == null ? null : size.reservedConcurrency();
        if (one != null) {
            reserved.put(name, one * functions);
        }
    }

    /** Whether functions work behind the API. */
    public boolean hasWorkers() {
        return queue != null || events != null;
    }

    /** Whether alarms notify the topic of payment events, in the regions that have one. */
    public boolean alertsByEvents() {
        return alerts != null && alerts.topic() == AlertDestination.EVENTS;
    }

    /** What the code of the wanted functions calls. */
    public CalledServices calledServices() {
        return CalledServices.of(api, queue, events, ledger, batch);
    }

    /** The services with an interface endpoint in the network: those of the file, else those that code calls. */
    public List<EndpointService> interfaceEndpoints() {
        if (network == null) {
            return List.of();
        }
        return network.interfaceEndpoints() == null
                ? calledServices().interfaceEndpoints()
                : network.interfaceEndpoints();
    }

    /** Whether functions call AWS through the NAT gateways: where the file wants no interface endpoint at all. */
    public boolean callsThroughNatGateways() {
        return network != null
                && network.natGateways() != NatGateways.NONE
                && network.interfaceEndpoints() != null
                && network.interfaceEndpoints().isEmpty();
    }

    private static String codes(List<EndpointService> services) {
        return String.join(", ", services.stream().map(EndpointService::code).toList());
    }

    /** Who receives alarms. */
    public List<AlertSubscription> subscriptions() {
        return alerts == null ? List.of() : alerts.subscriptions();
    }
}
