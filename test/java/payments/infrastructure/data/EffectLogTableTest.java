package payments.infrastructure.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hashicorp.cdktf.TerraformOutput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import payments.Threat;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.security.KeyArn;
import payments.testing.Placements;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class EffectLogTableTest {
    private static final SynthesizedStack STACK =
            synth(true, AwsRegion.EU_WEST_2, AwsRegion.EU_WEST_1, AwsRegion.EU_CENTRAL_1);
    private static final JsonNode WANTED = wanted(STACK);

    private static SynthesizedStack synth(boolean protection, @Nullable AwsRegion witness, AwsRegion... regions) {
        return Testing.synthScope(scope -> {
            List<EffectLogTable.Replica> replicas = new ArrayList<>();
            for (AwsRegion region : regions) {
                replicas.add(new EffectLogTable.Replica(
                        Placements.in(scope, region),
                        new KeyArn("arn:aws:kms:%s:000000000000:key/table".formatted(region))));
            }
            EffectLogTable table =
                    new EffectLogTable(scope, "effect-log", replicas.get(0).placement(), replicas, witness, protection);
            for (EffectLogTable.Replica replica : replicas) {
                TerraformOutput.Builder.create(
                                scope, "stream-" + replica.placement().region())
                        .value(table.copy(replica.placement()).getStreamArn())
                        .build();
            }
        });
    }

    private static JsonNode wanted(SynthesizedStack stack) {
        return stack.resource("aws_cloudcontrolapi_resource").document("desired_state");
    }

    /** Without it the first write of a version is the first of its region alone. */
    @Test
    @Threat("H04")
    void aConditionSeesTheLatestVersionInEachRegionAndAThirdPlaceDecides() {
        STACK.resource("aws_cloudcontrolapi_resource")
                .has("type_name", "AWS::DynamoDB::GlobalTable")
                .has("provider", "aws.eu-west-1");
        assertThat(WANTED.path("MultiRegionConsistency").asText()).isEqualTo("STRONG");
        assertThat(WANTED.at("/GlobalTableWitnesses/0/Region").asText()).isEqualTo("eu-west-2");
        assertThat(WANTED.path("Replicas"))
                .extracting(replica -> replica.path("Region").asText())
                .containsExactly("eu-west-1", "eu-central-1");
        assertThat(WANTED.has("TimeToLiveSpecification")).isFalse();
    }

    @Test
    void threeRegionsHaveNoWitness() {
        JsonNode wanted = wanted(synth(true, null, AwsRegion.US_EAST_1, AwsRegion.US_EAST_2, AwsRegion.US_WEST_2));

        assertThat(wanted.has("GlobalTableWitnesses")).isFalse();
        assertThat(wanted.path("Replicas")).hasSize(3);
    }

    /** As {@code payments.service.effects.EffectItems} of the service has it. */
    @Test
    void aVersionOfAPaymentIsOneItem() {
        assertThat(WANTED.path("TableName").asText()).isEqualTo("acme-effects-test");
        assertThat(WANTED.path("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
        assertThat(WANTED.path("KeySchema"))
                .extracting(key -> key.path("AttributeName").asText() + " "
                        + key.path("KeyType").asText())
                .containsExactly("payment_id HASH", "version RANGE");
        assertThat(WANTED.path("AttributeDefinitions"))
                .extracting(attribute -> attribute.path("AttributeName").asText() + " "
                        + attribute.path("AttributeType").asText())
                .containsExactly("payment_id S", "version N");
    }

    @Test
    void eachCopyCanBeRestoredCannotBeDeletedAndHasAKeyOfItsRegion() {
        assertThat(WANTED.at("/SSESpecification/SSEEnabled").asBoolean()).isTrue();
        assertThat(WANTED.path("Replicas")).allSatisfy(replica -> {
            assertThat(replica.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                            .asBoolean())
                    .isTrue();
            assertThat(replica.path("DeletionProtectionEnabled").asBoolean()).isTrue();
            assertThat(replica.at("/SSESpecification/KMSMasterKeyId").asText())
                    .contains(":" + replica.path("Region").asText() + ":");
        });
        assertThat(wanted(synth(false, AwsRegion.EU_WEST_2, AwsRegion.EU_WEST_1, AwsRegion.EU_CENTRAL_1))
                        .path("Replicas"))
                .noneMatch(replica -> replica.path("DeletionProtectionEnabled").asBoolean());
    }

    /** A stream's ARN has the time of its creation in it. */
    @Test
    void theStreamOfEachCopyIsReadInItsRegionOnceTheTableIsThere() {
        assertThat(WANTED.at("/StreamSpecification/StreamViewType").asText()).isEqualTo("NEW_IMAGE");
        assertThat(STACK.json().at("/data/aws_dynamodb_table")).hasSize(2).allSatisfy(copy -> {
            assertThat(copy.path("name").asText())
                    .startsWith("${aws_cloudcontrolapi_resource.")
                    .endsWith(".id}");
            assertThat(copy.has("lifecycle"))
                    .as("a condition here has the copy read anew whenever the key changes, and its mapping replaced")
                    .isFalse();
        });
    }
}
