package payments.infrastructure.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.Cidr;

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
}
