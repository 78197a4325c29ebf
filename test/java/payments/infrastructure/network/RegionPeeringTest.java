package payments.infrastructure.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.Cidr;
import payments.infrastructure.network.RegionPeering.Side;
import payments.testing.Placements;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

@Requirement({"A17", "B2"})
class RegionPeeringTest {
    private static final SynthesizedStack STACK = Testing.synthScope(scope -> new RegionPeering(
            scope,
            "peering",
            new Side(
                    Placements.in(scope, AwsRegion.EU_CENTRAL_2),
                    "vpc-here",
                    new Cidr("10.0.0.0/16"),
                    List.of("rtb-here-1", "rtb-here-2")),
            new Side(
                    Placements.in(scope, AwsRegion.EU_WEST_1),
                    "vpc-there",
                    new Cidr("10.1.0.0/16"),
                    List.of("rtb-there-1", "rtb-there-2", "rtb-there-3"))));

    private static final SynthesizedResource CONNECTION = STACK.resource("aws_vpc_peering_connection");
    private static final SynthesizedResource ACCEPTER = STACK.resource("aws_vpc_peering_connection_accepter");

    @Test
    void theRequesterAsksInItsOwnRegionForTheOther() {
        CONNECTION
                .has("provider", "aws.eu-central-2")
                .has("vpc_id", "vpc-here")
                .has("peer_vpc_id", "vpc-there")
                .has("peer_region", "eu-west-1")
                .has("tags.Name", "acme-peering-test-eu-central-2-eu-west-1");
    }

    /** AWS refuses to accept by itself what comes from another region. */
    @Test
    void theRequestIsAcceptedInTheOtherRegionAndNotByTheRequester() {
        CONNECTION.hasNo("auto_accept");
        ACCEPTER.has("provider", "aws.eu-west-1")
                .has("vpc_peering_connection_id", CONNECTION.ref("id"))
                .has("auto_accept", true);
    }

    @Test
    void eachSideResolvesTheOthersNamesByItsOwnProviderOnceTheConnectionIsActive() {
        assertThat(STACK.resources("aws_vpc_peering_connection_options")).hasSize(2);
        SynthesizedResource requester = STACK.resource("aws_vpc_peering_connection_options", "/requester-dns");
        SynthesizedResource accepter = STACK.resource("aws_vpc_peering_connection_options", "/accepter-dns");

        requester
                .has("provider", "aws.eu-central-2")
                .has("requester.allow_remote_vpc_dns_resolution", true)
                .hasNo("accepter");
        accepter.has("provider", "aws.eu-west-1")
                .has("accepter.allow_remote_vpc_dns_resolution", true)
                .hasNo("requester");
        assertThat(requester.dependsOn()).containsExactly(ACCEPTER.address());
        assertThat(accepter.dependsOn()).containsExactly(ACCEPTER.address());
    }

    @Test
    void everyPrivateTableOfBothSidesRoutesToThePrivateSubnetsOfTheOther() {
        List<String> routes = new ArrayList<>();
        for (SynthesizedResource route : STACK.resources("aws_route")) {
            routes.add("%s %s -> %s"
                    .formatted(
                            route.provider(),
                            route.at("route_table_id").asText(),
                            route.at("destination_cidr_block").asText()));
            route.has("vpc_peering_connection_id", CONNECTION.ref("id"));
            assertThat(route.dependsOn()).containsExactly(ACCEPTER.address());
        }

        assertThat(routes)
                .containsExactlyInAnyOrder(
                        "aws.eu-central-2 rtb-here-1 -> 10.1.8.0/21",
                        "aws.eu-central-2 rtb-here-2 -> 10.1.8.0/21",
                        "aws.eu-west-1 rtb-there-1 -> 10.0.8.0/21",
                        "aws.eu-west-1 rtb-there-2 -> 10.0.8.0/21",
                        "aws.eu-west-1 rtb-there-3 -> 10.0.8.0/21");
    }
}
