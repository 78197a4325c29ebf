package payments.infrastructure.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.testing.Deployments;
import payments.testing.Json;
import payments.testing.SynthesizedResource;

/**
 * Nothing that we emit uses what version 6 of the AWS provider has removed; so the step to it needs no change of the stacks.
 * Compared with the types and arguments of 6.25.0 ({@code test/tools/provider-schema.mjs}).
 */
class ProviderSixTest {
    private static final ProviderSchema SIX =
            ProviderSchema.read(Path.of("test", "resources", "provider", "aws-6.txt"));

    static List<String> deployments() {
        return Deployments.names();
    }

    @ParameterizedTest
    @MethodSource("deployments")
    @Requirement("K46")
    void everyTypeAndArgumentIsKnownToVersionSix(String deployment) {
        assertThat(Deployments.of(deployment).stacks().values()).isNotEmpty().allSatisfy(stack -> assertThat(
                        stack.resources())
                .isNotEmpty()
                .allSatisfy(resource ->
                        assertThat(SIX.unknown(resource)).as(resource.address()).isEmpty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mobile-api", "event-driven"})
    @Requirement("K46")
    void whatTheReferenceSystemRanWithIsAccepted(String deployment) {
        assertThat(Deployments.of(deployment).stacks().values())
                .allSatisfy(stack -> assertThat(stack.json().at("/terraform/required_providers/aws/version"))
                        .isEqualTo(Json.of("'>= 5.100, < 7.0'")));
    }

    /** All of these were removed by 6.0.0 (provider changelog and upgrade guide). */
    @ParameterizedTest
    @CsvSource({
        "aws_api_gateway_deployment, {'stage_name': 'prod'}, aws_api_gateway_deployment.stage_name",
        "aws_flow_log, {'log_group_name': 'flows'}, aws_flow_log.log_group_name",
        "aws_eip, {'vpc': true}, aws_eip.vpc",
        "aws_db_instance, {'name': 'payments'}, aws_db_instance.name",
        "aws_opsworks_stack, {'name': 'x'}, aws_opsworks_stack"
    })
    void whatVersionSixRemovedIsFound(String type, String arguments, String found) {
        assertThat(SIX.unknown(new SynthesizedResource(type, "some", Json.of(arguments))))
                .containsExactly(found);
    }

    @Test
    void blocksInsideBlocksAreLookedInto() {
        SynthesizedResource replication =
                new SynthesizedResource("aws_s3_bucket_replication_configuration", "some", Json.of("""
                {'bucket': 'b', 'depends_on': [], 'rule': [{'id': 'r', 'destination': {'bucket': 'c', 'colour': 'blue'}}]}
                """));

        assertThat(SIX.unknown(replication))
                .isEqualTo(List.of("aws_s3_bucket_replication_configuration.rule.destination.colour"));
    }

    @Test
    void theListIsWhole() {
        assertThat(SIX.size()).isGreaterThan(400);
    }
}
