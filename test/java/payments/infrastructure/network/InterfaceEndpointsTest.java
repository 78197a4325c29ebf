package payments.infrastructure.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.infrastructure.config.deployment.Cidr;
import payments.infrastructure.config.deployment.EndpointService;
import payments.infrastructure.config.deployment.NatGateways;
import payments.infrastructure.config.deployment.NetworkSettings;
import payments.testing.Json;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class InterfaceEndpointsTest {
    private static final SynthesizedStack STACK =
            synth(List.of(EndpointService.SQS, EndpointService.SECRETSMANAGER, EndpointService.MONITORING), 2);

    private static SynthesizedStack synth(List<EndpointService> services, int zones) {
        return Testing.synthPlaced((scope, placement) -> {
            Network network = new Network(
                    scope,
                    "network",
                    placement,
                    new NetworkSettings(2, NatGateways.NONE, false, null, null),
                    new Cidr("10.0.0.0/16"));
            new InterfaceEndpoints(
                    scope,
                    "endpoints",
                    placement,
                    network,
                    new InterfaceEndpoints.Spec(services, zones, "sg-endpoints"));
        });
    }

    /** CloudWatch's endpoint is called monitoring, its actions cloudwatch. */
    @ParameterizedTest
    @CsvSource({"sqs, sqs", "secretsmanager, secretsmanager", "monitoring, cloudwatch"})
    @Requirement("B11")
    void eachServiceIsInEveryPrivateSubnetUnderItsUsualNameForItsOwnActionsAndAccount(String service, String prefix) {
        SynthesizedResource endpoint = STACK.resource("aws_vpc_endpoint", "/endpoints/" + service);

        endpoint.has("service_name", "com.amazonaws.eu-west-1." + service)
                .has("vpc_endpoint_type", "Interface")
                .has("private_dns_enabled", true)
                .has("vpc_id", STACK.resource("aws_vpc").ref("id"))
                .has("security_group_ids", List.of("sg-endpoints"))
                .has(
                        "subnet_ids",
                        List.of(
                                STACK.resource("aws_subnet", "/private/subnet-1")
                                        .ref("id"),
                                STACK.resource("aws_subnet", "/private/subnet-2")
                                        .ref("id")));
        assertThat(endpoint.document("policy").path("Statement")).isEqualTo(Json.of("""
                [{'Sid': 'OwnAccountOnly', 'Effect': 'Allow', 'Principal': {'AWS': '*'}, 'Action': '%s:*',
                  'Resource': '*', 'Condition': {'StringEquals': {
                    'aws:ResourceAccount': '000000000000', 'aws:PrincipalAccount': '000000000000'}}}]
                """.formatted(prefix)));
    }

    /** Each interface costs by the hour; functions of other zones reach it all the same. */
    @Test
    @Requirement("A9")
    void anEndpointStandsInAsManyZonesAsItIsGiven() {
        SynthesizedStack stack = synth(List.of(EndpointService.SQS), 1);

        stack.resource("aws_vpc_endpoint", "/endpoints/sqs")
                .has(
                        "subnet_ids",
                        List.of(stack.resource("aws_subnet", "/private/subnet-1")
                                .ref("id")));
    }

    @Test
    void anEndpointStandsInOneZoneAtLeast() {
        assertThatThrownBy(() -> new InterfaceEndpoints.Spec(List.of(EndpointService.SQS), 0, "sg-endpoints"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("zones is 0");
    }

    @Test
    void withoutServicesOnlyTheGatewayEndpointsAreThere() {
        assertThat(synth(List.of(), 2).resources("aws_vpc_endpoint"))
                .hasSize(2)
                .allSatisfy(endpoint -> endpoint.has("vpc_endpoint_type", "Gateway"));
    }
}
