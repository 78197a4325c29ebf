package payments.infrastructure.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.Cidr;
import payments.infrastructure.config.deployment.NatGateways;
import payments.infrastructure.config.deployment.NetworkSettings;
import payments.testing.Json;
import payments.testing.Placements;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class NetworkTest {
    private static final SynthesizedStack STACK =
            synth(new NetworkSettings(3, NatGateways.PER_ZONE, true, List.of(), null));

    private static SynthesizedStack synth(NetworkSettings settings) {
        return Testing.synthPlaced(
                (scope, placement) -> new Network(scope, "network", placement, settings, new Cidr("10.0.0.0/16")));
    }

    private static SynthesizedResource subnet(String kind, int number) {
        return STACK.resource("aws_subnet", "/%s/subnet-%d".formatted(kind, number));
    }

    private static List<String> blocks(String kind) {
        return IntStream.rangeClosed(1, 3)
                .mapToObj(i -> subnet(kind, i).at("cidr_block").asText())
                .toList();
    }

    @Test
    @Requirement("A4")
    void theVpcHasTheWholeBlockAndDns() {
        STACK.resource("aws_vpc")
                .has("cidr_block", "10.0.0.0/16")
                .has("enable_dns_hostnames", true)
                .has("enable_dns_support", true)
                .has("tags.Name", "acme-vpc-test");
    }

    @Test
    @Requirement("A4")
    void publicSubnetsTakeTheBlocksFromOneAndPrivateOnesFromTen() {
        assertThat(STACK.resources("aws_subnet")).hasSize(6);
        assertThat(blocks("public")).containsExactly("10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24");
        assertThat(blocks("private")).containsExactly("10.0.10.0/24", "10.0.11.0/24", "10.0.12.0/24");
    }

    @Test
    @Requirement("A4")
    void onlyPublicSubnetsMapPublicAddressesAndOnlyWhereAsked() {
        for (int i = 1; i <= 3; i++) {
            subnet("public", i).has("map_public_ip_on_launch", true);
            subnet("private", i).hasNo("map_public_ip_on_launch");
        }
        synth(new NetworkSettings(2, NatGateways.NONE, false, List.of(), null))
                .resource("aws_subnet", "/public/subnet-1")
                .has("map_public_ip_on_launch", false);
    }

    @Test
    @Requirement("A4")
    void theSubnetsOfANumberShareAZoneAndNoTwoNumbersDo() {
        for (int i = 1; i <= 3; i++) {
            String zone = "${data.aws_availability_zones.network_zones_2241F3F0.names[%d]}".formatted(i - 1);
            subnet("public", i).has("availability_zone", zone);
            subnet("private", i).has("availability_zone", zone);
        }
        assertThat(STACK.json().at("/data/aws_availability_zones/network_zones_2241F3F0/provider"))
                .isEqualTo(Json.of("'aws.eu-west-1'"));
    }

    @Test
    void aZoneThatAwsAddsMovesNoSubnet() {
        assertThat(STACK.resources("aws_subnet"))
                .allSatisfy(subnet -> subnet.has("lifecycle.ignore_changes", List.of("availability_zone")));
        assertThat(STACK.json().at("/data/aws_availability_zones/network_zones_2241F3F0/exclude_zone_ids"))
                .isEqualTo(Json.of("['use1-az3']"));
        assertThat(STACK.json().at("/data/aws_availability_zones/network_zones_2241F3F0/filter"))
                .isEqualTo(Json.of("[{'name': 'opt-in-status', 'values': ['opt-in-not-required']}]"));
    }

    @Test
    @Requirement("A4")
    void allPublicSubnetsShareOneTableThatLeadsToTheInternet() {
        SynthesizedResource table = STACK.resource("aws_route_table", "/public/routes");

        STACK.resource("aws_route", "/public/internet")
                .has("route_table_id", table.ref("id"))
                .has("destination_cidr_block", "0.0.0.0/0")
                .has("gateway_id", STACK.resource("aws_internet_gateway").ref("id"));
        for (int i = 1; i <= 3; i++) {
            STACK.resource("aws_route_table_association", "/public/association-" + i)
                    .has("route_table_id", table.ref("id"))
                    .has("subnet_id", subnet("public", i).ref("id"));
        }
    }

    @Test
    @Requirement("A4")
    void eachPrivateSubnetHasItsOwnTableThatLeadsToTheGatewayOfItsZone() {
        assertThat(STACK.resources("aws_route_table")).hasSize(4);
        assertThat(STACK.resources("aws_eip")).hasSize(3);
        assertThat(STACK.resources("aws_nat_gateway")).hasSize(3);
        for (int i = 1; i <= 3; i++) {
            SynthesizedResource table = STACK.resource("aws_route_table", "/private/routes-" + i);
            SynthesizedResource gateway = STACK.resource("aws_nat_gateway", "/private/nat-gateway-" + i);

            STACK.resource("aws_route_table_association", "/private/association-" + i)
                    .has("route_table_id", table.ref("id"))
                    .has("subnet_id", subnet("private", i).ref("id"));
            STACK.resource("aws_route", "/private/nat-" + i)
                    .has("route_table_id", table.ref("id"))
                    .has("destination_cidr_block", "0.0.0.0/0")
                    .has("nat_gateway_id", gateway.ref("id"));
            gateway.has("subnet_id", subnet("public", i).ref("id"))
                    .has(
                            "allocation_id",
                            STACK.resource("aws_eip", "/private/nat-address-" + i)
                                    .ref("id"));
        }
    }

    /** Known mistake M30: a subnet that is private by its name only. */
    @Test
    void noPrivateTableLeadsToTheInternetGateway() {
        assertThat(STACK.resources("aws_route"))
                .filteredOn(route -> route.path().contains("/private/"))
                .hasSize(3)
                .allSatisfy(route -> route.hasNo("gateway_id"));
    }

    @Test
    void aSingleNatGatewayServesAllPrivateSubnets() {
        SynthesizedStack stack = synth(new NetworkSettings(3, NatGateways.SINGLE, false, List.of(), null));

        SynthesizedResource gateway = stack.resource("aws_nat_gateway");
        gateway.has(
                "subnet_id", stack.resource("aws_subnet", "/public/subnet-1").ref("id"));
        assertThat(stack.resources("aws_eip")).hasSize(1);
        assertThat(stack.resources("aws_route"))
                .filteredOn(route -> route.path().contains("/private/"))
                .hasSize(3)
                .allSatisfy(route -> route.has("nat_gateway_id", gateway.ref("id")));
    }

    @Test
    void withoutNatGatewaysPrivateSubnetsReachTheEndpointsOnly() {
        SynthesizedStack stack = synth(new NetworkSettings(2, NatGateways.NONE, false, List.of(), null));

        assertThat(stack.resources("aws_nat_gateway")).isEmpty();
        assertThat(stack.resources("aws_eip")).isEmpty();
        assertThat(stack.resources("aws_route"))
                .extracting(SynthesizedResource::path)
                .containsExactly("test/network/public/internet");
        assertThat(stack.resources("aws_subnet")).hasSize(4);
    }

    private static Network network(
            software.constructs.Construct scope,
            payments.infrastructure.terraform.Placement placement,
            NatGateways gateways,
            int number) {
        return new Network(
                scope,
                "network-" + number,
                placement,
                new NetworkSettings(2, gateways, false, List.of(), null),
                new Cidr("10.%d.0.0/16".formatted(number)));
    }

    @Test
    void s3AndDynamoDbAreReachedThroughEndpointsOfAllPrivateTables() {
        List<String> tables = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> STACK.resource("aws_route_table", "/private/routes-" + i)
                        .ref("id"))
                .toList();
        for (String service : List.of("s3", "dynamodb")) {
            STACK.resource("aws_vpc_endpoint", "/%s-endpoint".formatted(service))
                    .has("service_name", "com.amazonaws.eu-west-1." + service)
                    .has("vpc_endpoint_type", "Gateway")
                    .has("route_table_ids", tables);
        }
    }

    @Test
    void theEndpointsCarryRequestsWithinTheAccountOnly() {
        assertThat(STACK.resources("aws_vpc_endpoint")).hasSize(2);
        for (String service : List.of("s3", "dynamodb")) {
            assertThat(STACK.resource("aws_vpc_endpoint", "/%s-endpoint".formatted(service))
                            .document("policy")
                            .path("Statement"))
                    .isEqualTo(Json.of("""
                            [{'Sid': 'OwnAccountOnly', 'Effect': 'Allow', 'Principal': {'AWS': '*'}, 'Action': '%s:*',
                              'Resource': '*', 'Condition': {'StringEquals': {
                                'aws:ResourceAccount': '000000000000', 'aws:PrincipalAccount': '000000000000'}}}]
                            """.formatted(service)));
        }
    }

    @Test
    @Requirement("B11")
    void theDefaultSecurityGroupLetsNothingThrough() {
        SynthesizedResource group = STACK.resource("aws_default_security_group");

        group.has("vpc_id", STACK.resource("aws_vpc").ref("id"));
        assertThat(group.at("ingress")).as("ingress of %s", group.json()).isEmpty();
        assertThat(group.at("egress")).as("egress of %s", group.json()).isEmpty();
    }

    @Test
    @Requirement("X7")
    void theServicesWithEndpointsComeInAFixedOrder() {
        Testing.synthScope(scope -> {
            Network network = network(scope, Placements.in(scope, AwsRegion.EU_WEST_1), NatGateways.NONE, 1);
            assertThat(network.gatewayPrefixLists().keySet()).containsExactly("s3", "dynamodb");
        });
    }

    /** AWS refuses a NAT gateway in a network whose internet gateway is not attached yet. */
    @Test
    void natGatewaysAndTheirAddressesWaitForTheWayOut() {
        for (String type : List.of("aws_nat_gateway", "aws_eip")) {
            assertThat(STACK.resources(type)).isNotEmpty().allSatisfy(resource -> assertThat(resource.dependsOn())
                    .as(resource.address())
                    .anyMatch(address -> address.startsWith("aws_route.") && address.contains("public_internet")));
        }
    }
}
