package payments.service.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import payments.Threat;
import payments.service.domain.Currencies;
import payments.service.domain.Money;
import payments.service.domain.PaymentId;
import payments.service.domain.PaymentStatus;
import payments.service.resilience.UnavailableException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

class SnsEventPublisherTest {
    private static final PaymentEvent EVENT = new PaymentEvent(
            "event-1",
            PaymentEvent.Type.CAPTURED,
            new PaymentId("p"),
            3,
            new Money(1234, Currencies.of("USD")),
            PaymentStatus.CAPTURED,
            "caller",
            Instant.parse("2026-01-01T12:00:00Z"),
            "eu-west-1",
            "request-1");

    private final List<PublishRequest> requests = new ArrayList<>();

    @Test
    void theMessageCarriesItsVersionAndExactAmounts() throws Exception {
        // when
        publisher("arn:aws:sns:eu-west-1:000000000000:events").publish(EVENT, () -> Duration.ofSeconds(10));

        // then
        JsonNode message = new ObjectMapper().readTree(requests.get(0).message());
        assertThat(message.path("schema_version").asInt()).isEqualTo(1);
        assertThat(message.path("event_id").asText()).isEqualTo("event-1");
        assertThat(message.path("type").asText()).isEqualTo("payment.captured");
        assertThat(message.path("amount").asText()).isEqualTo("12.34");
        assertThat(message.path("amount_minor_units").asLong()).isEqualTo(1234);
        assertThat(message.has("caller")).isFalse();
        assertThat(requests.get(0).messageAttributes()).containsOnlyKeys("type", "event_id", "schema_version");
        assertThat(requests.get(0).messageGroupId()).isNull();
    }

    @Test
    void aFifoTopicPreservesTheOrderOfAPayment() {
        publisher("arn:aws:sns:eu-west-1:000000000000:events.fifo").publish(EVENT, () -> Duration.ofSeconds(10));

        assertThat(requests.get(0).messageGroupId()).isEqualTo("p");
        assertThat(requests.get(0).messageDeduplicationId()).isEqualTo("event-1");
    }

    @Test
    @Threat("D11")
    @DisplayName("D11 a denied key or too little time leaves the event in the outbox")
    void aDeniedKeyLeavesTheEventInTheOutbox() {
        SnsEventPublisher denied = new SnsEventPublisher(
                client(AuthorizationErrorException.builder().message("kms").build()), "arn:topic");

        assertThatThrownBy(() -> denied.publish(EVENT, () -> Duration.ofSeconds(10)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageNotContaining("kms");
        assertThatThrownBy(() -> publisher("arn:topic").publish(EVENT, () -> Duration.ofMillis(400)))
                .isInstanceOf(UnavailableException.class);
    }

    private SnsEventPublisher publisher(String topic) {
        return new SnsEventPublisher(client(null), topic);
    }

    private SnsClient client(@Nullable RuntimeException failure) {
        return new SnsClient() {
            @Override
            public PublishResponse publish(PublishRequest request) {
                requests.add(request);
                if (failure != null) {
                    throw failure;
                }
                return PublishResponse.builder().messageId("m").build();
            }

            @Override
            public String serviceName() {
                return "sns";
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
