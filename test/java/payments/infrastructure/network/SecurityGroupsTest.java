package payments.infrastructure.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.Cidr;
import payments.infrastructure.config.deployment.EndpointService;
import payments.infrastructure.config.deployment.NatGateways;
import payments.infrastructure.config.deployment.NetworkSettings;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class SecurityGroupsTest {
    private static final SynthesizedStack STACK = synth(new Calls(Set.of("s3", "dynamodb"), List.of(), true));
    private static final SynthesizedResource FUNCTIONS = STACK.resource("aws_security_group", "/groups/functions");
    private static final SynthesizedResource DATABASE = STACK.resource("aws_security_group", "/groups/database");

    private static SynthesizedStack synth(Calls calls) {
        return Testing.synthPlaced((scope, placement) -> {
            Network network = new Network(
                    scope,
                    "network",
                    placement,
                    new NetworkSettings(2, NatGateways.PER_ZONE, false, null, null),
                    new Cidr("10.0.0.0/16"));
            new SecurityGroups(scope, "groups", placement, network, calls)
                    .reachedByFunctions("database", "PostgreSQL", 5432);
        });
    }

    @Test
    @Requirement("B1")
    void eachTierHasAGroupInTheVpc() {
        FUNCTIONS
                .has("name", "acme-functions-test")
                .has("vpc_id", STACK.resource("aws_vpc").ref("id"));
        DATABASE.has("name", "acme-database-test")
                .has("vpc_id", STACK.resource("aws_vpc").ref("id"));
    }

    @Test
    @Requirement("A8")
    void onlyTheFunctionsReachTheDatabaseAndByGroup() {
        STACK.resource("aws_vpc_security_group_ingress_rule")
                .has("security_group_id", DATABASE.ref("id"))
                .has("referenced_security_group_id", FUNCTIONS.ref("id"))
                .has("ip_protocol", "tcp")
                .has("from_port", 5432)
                .has("to_port", 5432)
                .hasNo("cidr_ipv4");
    }

    @Test
    void theGroupsCarryNoRulesInlineThatWouldFightTheSeparateOnes() {
        assertThat(STACK.resources("aws_security_group")).hasSize(2).allSatisfy(group -> group.hasNo("ingress")
                .hasNo("egress"));
    }

    @Test
    void theDatabaseStartsNoConnections() {
        assertThat(STACK.resources("aws_vpc_security_group_egress_rule"))
                .hasSize(4)
                .allSatisfy(rule -> rule.has("security_group_id", FUNCTIONS.ref("id")));
    }

    @Test
    void theFunctionsReachTheDatabaseAndTheAwsApisAndNothingElse() {
        egress("functions-to-database")
                .has("referenced_security_group_id", DATABASE.ref("id"))
                .has("from_port", 5432)
                .has("to_port", 5432);
        for (String service : new String[] {"s3", "dynamodb"}) {
            egress("functions-to-" + service)
                    .has(
                            "prefix_list_id",
                            STACK.resource("aws_vpc_endpoint", service + "-endpoint")
                                    .ref("prefix_list_id"))
                    .has("from_port", 443)
                    .has("to_port", 443);
        }
        egress("functions-to-aws-apis")
                .has("cidr_ipv4", "0.0.0.0/0")
                .has("from_port", 443)
                .has("to_port", 443);
    }

    /** So nothing that a function runs can send data to an address of its choice. */
    @Test
    @Requirement("B11")
    void withEndpointsTheFunctionsReachThemAndNoAddressOutsideInSpiteOfANatGateway() {
        SynthesizedStack stack = synth(new Calls(Set.of("s3", "dynamodb"), List.of(EndpointService.SQS), false));
        SynthesizedResource functions = stack.resource("aws_security_group", "/groups/functions");
        SynthesizedResource endpoints = stack.resource("aws_security_group", "/groups/endpoints");

        stack.resource("aws_vpc_security_group_ingress_rule", "/groups/endpoints-from-functions")
                .has("security_group_id", endpoints.ref("id"))
                .has("referenced_security_group_id", functions.ref("id"))
                .has("from_port", 443)
                .has("to_port", 443)
                .hasNo("cidr_ipv4");
        stack.resource("aws_vpc_security_group_egress_rule", "/groups/functions-to-endpoints")
                .has("security_group_id", functions.ref("id"))
                .has("referenced_security_group_id", endpoints.ref("id"))
                .has("from_port", 443)
                .has("to_port", 443);
        assertThat(stack.resources("aws_vpc_security_group_egress_rule"))
                .hasSize(4)
                .allSatisfy(rule -> rule.hasNo("cidr_ipv4").hasNo("cidr_ipv6"));
    }

    /** NAT gateways may be there for others; the functions do not leave by them. */
    @Test
    @Requirement("A9")
    void functionsThatCallTheTableAloneReachItAloneAndNoAddressOutside() {
        SynthesizedStack stack = synth(new Calls(Set.of("dynamodb"), List.of(), false));

        assertThat(stack.resources("aws_security_group"))
                .extracting(group -> group.at("name").asText())
                .containsExactlyInAnyOrder("acme-functions-test", "acme-database-test");
        assertThat(stack.resources("aws_vpc_security_group_egress_rule"))
                .hasSize(2)
                .allSatisfy(rule -> rule.hasNo("cidr_ipv4"));
        stack.resource("aws_vpc_security_group_egress_rule", "/groups/functions-to-dynamodb")
                .has(
                        "prefix_list_id",
                        stack.resource("aws_vpc_endpoint", "dynamodb-endpoint").ref("prefix_list_id"));
    }

    private static SynthesizedResource egress(String path) {
        return STACK.resource("aws_vpc_security_group_egress_rule", "/groups/" + path)
                .has("ip_protocol", "tcp");
    }
}
