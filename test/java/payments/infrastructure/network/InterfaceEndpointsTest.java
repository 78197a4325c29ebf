package payments.infrastructure.network;

import static org.assertj.core.api.Assertions.assertThat;

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
            synth(List.of(EndpointService.SQS, EndpointService.SECRETSMANAGER, EndpointService.MONITORING));

    private static SynthesizedStack synth(List<EndpointService> services) {
        return Testing.synthPlaced((scope, placement) -> {
            Network network = new Network(
                    scope,
                    "network",
                    placement,
                    new NetworkSettings(2, NatGateways.NONE, false, services),
                    new Cidr("10.0.0.0/16"));
            new InterfaceEndpoints(scope, "endpoints", placement, network, "sg-endpoints");
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

    @Test
    void withoutServicesOnlyTheGatewayEndpointsAreThere() {
        assertThat(synth(List.of()).resources("aws_vpc_endpoint"))
                .hasSize(2)
                .allSatisfy(endpoint -> endpoint.has("vpc_endpoint_type", "Gateway"));
    }
}
