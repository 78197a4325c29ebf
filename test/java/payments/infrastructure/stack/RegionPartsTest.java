package payments.infrastructure.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.Cidr;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.config.deployment.Settings;
import payments.testing.Altered;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** A deployment has the parts that its settings have sections for, and no traces of the others. */
class RegionPartsTest {
    private static final Settings ALL = Samples.settings(DatabaseCopy.BACKUPS);
    private static final Settings FEWEST = Altered.of(ALL)
            .without("network", "documents", "database", "firewall")
            .build();

    private static final Map<String, SynthesizedStack> ALONE =
            Testing.synthPlatform(Samples.deployment(List.of(new Region(AwsRegion.US_EAST_1, null, true)), FEWEST));
    private static final Map<String, SynthesizedStack> MOVED = Testing.synthPlatform(Samples.deployment(
            List.of(
                    new Region(AwsRegion.EU_CENTRAL_2, new Cidr("10.0.0.0/16"), false),
                    new Region(AwsRegion.EU_WEST_1, new Cidr("10.1.0.0/16"), true)),
            ALL));

    private static SynthesizedStack stack(Map<String, SynthesizedStack> stacks, String name) {
        return Objects.requireNonNull(stacks.get(name), () -> name + " is not among " + stacks.keySet());
    }

    private static Set<String> types(SynthesizedStack stack) {
        return stack.resources().stream().map(SynthesizedResource::type).collect(Collectors.toSet());
    }

    @Test
    @Requirement("C6")
    void aFunctionWithoutANetworkRunsOutsideOfOne() {
        SynthesizedStack region = stack(ALONE, "test-us-east-1");

        region.resource("aws_lambda_function").hasNo("vpc_config");
        assertThat(types(region))
                .noneMatch(type -> type.matches("aws_(vpc|subnet|nat|eip|security|flow|db|wafv2).*"))
                .contains("aws_dynamodb_table", "aws_api_gateway_rest_api");
        assertThat(region.resource("aws_lambda_function").at("environment.variables"))
                .noneMatch(value -> value.asText().contains("RDS"));
    }

    @Test
    @Requirement("C6")
    void rolesGetNoRightsForPartsThatAreNotThere() {
        SynthesizedStack iam = stack(ALONE, "test-iam");

        assertThat(iam.resources("aws_iam_role"))
                .extracting(role -> role.at("name").asText())
                .noneMatch(name -> name.matches(".*(flow|monitoring|replication).*"));
        assertThat(iam.resource("aws_iam_policy", "/roles/api-handler-execution/policy")
                        .document("policy")
                        .toString())
                .doesNotContain("ec2:", "documents");
    }

    @Test
    @Requirement({"B1", "B7"})
    void aRegionWithoutServicesHasNetworkDocumentsAndLinksAlone() {
        SynthesizedStack source = stack(MOVED, "test-eu-central-2");

        assertThat(types(source))
                .contains("aws_vpc", "aws_vpc_peering_connection", "aws_s3_bucket_replication_configuration")
                .noneMatch(type -> type.matches("aws_(lambda|dynamodb|db_|api_gateway|wafv2|security_group).*"));
        assertThat(types(stack(MOVED, "test-eu-west-1")))
                .contains("aws_lambda_function", "aws_dynamodb_table", "aws_db_instance", "aws_s3_bucket")
                .doesNotContain("aws_s3_bucket_replication_configuration", "aws_vpc_peering_connection");
    }

    @Test
    void theFirstRegionWithServicesIsTheHome() {
        assertThat(stack(MOVED, "test-eu-west-1")
                        .resource("aws_lambda_function")
                        .at("environment.variables.REGION_ROLE")
                        .asText())
                .isEqualTo("home");
    }

    @Test
    void onlyTheRegionsWithServicesAreInTheFunctionsRights() {
        assertThat(stack(MOVED, "test-iam")
                        .resource("aws_iam_policy", "/roles/api-handler-execution/policy")
                        .document("policy")
                        .toString())
                .contains("dynamodb:eu-west-1")
                .doesNotContain("dynamodb:eu-central-2");
    }
}
