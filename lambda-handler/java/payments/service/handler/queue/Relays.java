package payments.service.handler.queue;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import payments.contract.FunctionEnvironment;
import payments.contract.FunctionVariable;
import payments.service.database.DatabaseSettings;
import payments.service.database.Databases;
import payments.service.handler.ServiceParts;
import payments.service.handler.ServiceSettings;
import payments.service.ledger.PostgresLedger;
import payments.service.outbox.LedgerPosting;
import payments.service.outbox.OutboxRelay;
import payments.service.outbox.SnsEventPublisher;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsClientBuilder;

/**
 * Builds the relay for a function that publishes events.
 *
 * <p>Variables: those of {@link ServiceSettings}, SNS_TOPIC_ARN, and where the deployment has a ledger those of
 * {@link DatabaseSettings}. Every function that publishes events needs the same ones: an event that a function without the ledger
 * publishes is never posted, and only the reconciliation finds it.
 */
final class Relays {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration SOCKET = Duration.ofSeconds(5);

    /** They wait for answers most of the time; {@code SweepSpeedTest} says how fast so many drain a backlog. */
    private static final int SWEEP_THREADS = 32;

    private Relays() {}

    static OutboxRelay of(FunctionEnvironment environment, ServiceParts parts) {
        SnsEventPublisher topic = new SnsEventPublisher(
                topicClient(parts.settings().region(), environment.optional(FunctionVariable.AWS_ENDPOINT_URL)),
                environment.required(FunctionVariable.SNS_TOPIC_ARN));
        return parts.relay(ledger(environment, parts), topic).sweepingIn(SWEEP_THREADS);
    }

    private static LedgerPosting ledger(FunctionEnvironment environment, ServiceParts parts) {
        return DatabaseSettings.from(environment)
                .map(settings -> Databases.at(settings, parts.clock()))
                .<LedgerPosting>map(PostgresLedger::new)
                .orElse(LedgerPosting.NONE);
    }

    private static SnsClient topicClient(String region, Optional<String> endpoint) {
        SnsClientBuilder builder = SnsClient.builder()
                .region(Region.of(region))
                .httpClientBuilder(
                        ApacheHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SOCKET));
        endpoint.map(URI::create).ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
