package payments.service.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
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
    private final List<PublishBatchRequest> batches = new ArrayList<>();

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

    @Test
    @Threat("D11")
    @DisplayName("D11 many events go out ten in a call, and of one that fails alone the others are out")
    void ofManyEventsThatWhichFailsAloneIsHeld() {
        List<PaymentEvent> events =
                IntStream.range(0, 12).mapToObj(SnsEventPublisherTest::event).toList();

        List<Held> held = publisher("arn:aws:sns:eu-west-1:000000000000:events.fifo")
                .publishAll(events, () -> Duration.ofSeconds(10));

        assertThat(batches)
                .extracting(batch -> batch.publishBatchRequestEntries().size())
                .containsExactly(10, 2);
        assertThat(batches.get(0).publishBatchRequestEntries().get(9).messageDeduplicationId())
                .isEqualTo("event-9");
        assertThat(held).singleElement().satisfies(one -> {
            assertThat(one.event()).isEqualTo(events.get(11));
            assertThat(one.reason()).isInstanceOf(UnavailableException.class);
            assertThat(one.refused()).isFalse();
        });
        assertThat(new SnsEventPublisher(
                                client(AuthorizationErrorException.builder().build()), "arn:topic")
                        .publishAll(events, () -> Duration.ofSeconds(10)))
                .extracting(Held::event)
                .isEqualTo(events);
        assertThat(publisher("arn:topic").publishAll(events, () -> Duration.ofMillis(400)))
                .hasSize(12);
    }

    private static PaymentEvent event(int number) {
        return new PaymentEvent(
                "event-" + number,
                EVENT.type(),
                new PaymentId("p-" + number),
                1,
                EVENT.money(),
                EVENT.status(),
                "caller",
                EVENT.occurredAt(),
                "eu-west-1",
                "request");
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

            /** The second of a call of two fails. */
            @Override
            public PublishBatchResponse publishBatch(PublishBatchRequest request) {
                batches.add(request);
                if (failure != null) {
                    throw failure;
                }
                return PublishBatchResponse.builder()
                        .failed(
                                request.publishBatchRequestEntries().size() == 2
                                        ? List.of(BatchResultErrorEntry.builder()
                                                .id("1")
                                                .code("InternalError")
                                                .build())
                                        : List.of())
                        .build();
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
