package payments.infrastructure.config.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;

/** Where the line runs between a VPC's block and what is none. */
class CidrTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/16",
                "10.255.240.0/20",
                "172.16.0.0/16",
                "172.31.240.0/20",
                "192.168.0.0/16",
                "192.168.240.0/20"
            })
    void theFirstAndLastBlocksOfEachPrivateRangeAreAccepted(String text) {
        assertThat(new Cidr(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.0/15     | from /16 to /20",
                "10.0.0.0/21     | too small for the subnets",
                "10.0.0.0/33     | from /16 to /20",
                "10.0.0.0        | four numbers and a prefix length",
                "10.0.0/16       | four numbers",
                "10.0.0.0.0/16   | four numbers",
                "a.b.c.d/16      | four numbers",
                "10.256.0.0/16   | numbers up to 255",
                "10.0.1.0/16     | first address before the slash",
                "10.0.8.0/20     | first address before the slash",
                "9.255.0.0/16    | private addresses",
                "11.0.0.0/16     | private addresses",
                "172.15.0.0/16   | private addresses",
                "172.32.0.0/16   | private addresses",
                "192.167.0.0/16  | private addresses",
                "192.169.0.0/16  | private addresses"
            })
    void anythingElseIsRefusedWithValueAndReason(String text, String allowed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cidr(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/16, 10.0.0.0/16, true",
        "10.0.0.0/16, 10.0.240.0/20, true",
        "10.0.0.0/16, 10.1.0.0/16, false",
        "10.0.0.0/17, 10.0.128.0/17, false",
        "10.0.0.0/20, 10.0.16.0/20, false",
        "10.0.0.0/16, 172.16.0.0/16, false"
    })
    @Requirement("E2")
    void overlapIsSymmetricAndEndsAtTheLastAddress(String one, String other, boolean overlap) {
        assertThat(new Cidr(one).overlaps(new Cidr(other))).isEqualTo(overlap);
        assertThat(new Cidr(other).overlaps(new Cidr(one))).isEqualTo(overlap);
    }

    @Test
    void theSubnetsOfABlockAreCountedFromItsStart() {
        assertThat(new Cidr("10.3.0.0/16").subnet(0)).isEqualTo("10.3.0.0/24");
        assertThat(new Cidr("10.3.0.0/16").subnet(255)).isEqualTo("10.3.255.0/24");
        assertThat(new Cidr("192.168.240.0/20").subnet(15)).isEqualTo("192.168.255.0/24");
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/16, -1", "10.0.0.0/16, 256", "10.0.0.0/20, 16"})
    void aSubnetBeyondTheBlockIsRefused(String text, int n) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cidr(text).subnet(n))
                .withMessageContaining(text)
                .withMessageContaining("number " + n);
    }
}
