package payments.service.effects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import payments.service.domain.PaymentId;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.testing.Deployments;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The relay's role may change exactly the attributes that its write names: AWS refuses one that names another, and no test sees it. */
class SentEffectRightsTest {
    @Test
    void thePolicyNamesTheAttributesOfTheWriteAndNoOthers() {
        UpdateItemRequest write = written();
        Set<String> named = new TreeSet<>(write.key().keySet());
        named.addAll(write.expressionAttributeNames().values());

        assertThat(allowed()).isEqualTo(named);
        assertThat(write.returnValuesAsString()).isNull();
    }

    private static UpdateItemRequest written() {
        AtomicReference<@Nullable UpdateItemRequest> write = new AtomicReference<>();
        DynamoDbClient client = new DynamoDbClient() {
            @Override
            public UpdateItemResponse updateItem(UpdateItemRequest request) {
                write.set(request);
                return UpdateItemResponse.builder().build();
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
        new DynamoDbEffectLog(client, "effects", new Backoff())
                .markSent(PaymentId.derivedFrom("one"), 1, Instant.EPOCH, Deadline.in(Duration.ofMinutes(1)));
        return Objects.requireNonNull(write.get(), "a write");
    }

    private static Set<String> allowed() {
        Set<String> attributes = new TreeSet<>();
        for (JsonNode statement : Deployments.of("payments")
                .stack("dev-iam")
                .resource("aws_iam_policy", "/worker-roles/outbox-relay-execution/policy")
                .document("policy")
                .path("Statement")) {
            statement
                    .at("/Condition/ForAllValues:StringEquals/dynamodb:Attributes")
                    .forEach(attribute -> attributes.add(attribute.asText()));
        }
        return attributes;
    }
}
