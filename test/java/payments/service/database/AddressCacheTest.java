package payments.service.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import org.junit.jupiter.api.Test;
import payments.Threat;

/** How long Java may remember where the database is. */
class AddressCacheTest {

    @Test
    @Threat("F06")
    void anAddressIsForgottenAfterFiveSeconds() throws ClassNotFoundException {
        Class.forName(Connector.class.getName());

        assertThat(Integer.parseInt(Security.getProperty("networkaddress.cache.ttl")))
                .isBetween(0, 5);
    }
}
