package payments.infrastructure.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.Cidr;

/** Which blocks the subnets of a VPC take. */
class SubnetLayoutTest {
    @Test
    @Requirement("A4")
    void publicSubnetsStartAtOneAndPrivateOnesAtTen() {
        // given
        Cidr vpc = new Cidr("10.7.0.0/16");
        // when, then
        assertThat(SubnetLayout.publicSubnets(vpc, 3)).containsExactly("10.7.1.0/24", "10.7.2.0/24", "10.7.3.0/24");
        assertThat(SubnetLayout.privateSubnets(vpc, 3)).containsExactly("10.7.10.0/24", "10.7.11.0/24", "10.7.12.0/24");
    }

    @Test
    void theSmallestBlockHasRoomForTheMostZones() {
        // given
        Cidr vpc = new Cidr("10.7.16.0/20");
        // when
        List<String> subnets = new ArrayList<>(SubnetLayout.publicSubnets(vpc, 6));
        subnets.addAll(SubnetLayout.privateSubnets(vpc, 6));
        // then
        assertThat(subnets).hasSize(12).doesNotHaveDuplicates().contains("10.7.31.0/24");
    }

    /** For the routes of a peer: every private subnet, no public one. */
    @Test
    @Requirement("B2")
    void theBlockOfThePrivateSubnetsHoldsAllOfThemAndNoPublicOne() {
        assertThat(SubnetLayout.privateBlock(new Cidr("10.7.0.0/16"))).isEqualTo("10.7.8.0/21");
        assertThat(SubnetLayout.privateBlock(new Cidr("10.7.16.0/20"))).isEqualTo("10.7.24.0/21");
        // 10.7.24.0/21 ends with 10.7.31.255; the last of six private subnets is 10.7.31.0/24, the last public
        // 10.7.22.0/24
        assertThat(SubnetLayout.privateSubnets(new Cidr("10.7.16.0/20"), 6)).contains("10.7.26.0/24", "10.7.31.0/24");
        assertThat(SubnetLayout.publicSubnets(new Cidr("10.7.16.0/20"), 6)).contains("10.7.17.0/24", "10.7.22.0/24");
    }
}
