package payments.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGProperty;

/** The certificate authorities of RDS that the function carries. */
class AuthoritiesTest {
    /** Long after any deployment of today: AWS made these roots to last until 2061 or later. */
    private static final Instant FAR = Instant.parse("2060-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "us-east-1",
                "us-east-2",
                "us-west-1",
                "us-west-2",
                "ca-central-1",
                "eu-west-1",
                "eu-west-2",
                "eu-west-3",
                "eu-central-1",
                "eu-central-2",
                "eu-north-1",
                "eu-south-1",
                "eu-south-2",
                "ap-northeast-1",
                "ap-southeast-1",
                "ap-southeast-2",
                "ap-south-1",
                "sa-east-1"
            })
    void eachRegionHasItsOwnThreeRoots(String region) throws Exception {
        List<String> subjects = new ArrayList<>();
        for (Certificate certificate : certificates(region)) {
            X509Certificate root = (X509Certificate) certificate;
            root.verify(root.getPublicKey());
            assertThat(root.getBasicConstraints()).as("is an authority").isNotNegative();
            assertThat(root.getNotAfter().toInstant()).isAfter(FAR);
            subjects.add(root.getSubjectX500Principal().getName().replaceFirst(".*CN=([^,]+).*", "$1"));
        }

        assertThat(subjects)
                .containsExactly(
                        "Amazon RDS %s Root CA RSA2048 G1".formatted(region),
                        "Amazon RDS %s Root CA RSA4096 G1".formatted(region),
                        "Amazon RDS %s Root CA ECC384 G1".formatted(region));
    }

    @Test
    void theyAreReadForARegion() {
        assertThat(factory("region:eu-west-1").getSupportedCipherSuites()).isNotEmpty();
    }

    @Test
    void aRegionThatIsNotKnownSaysWhatToDo() {
        assertThatThrownBy(() -> factory("region:mars-north-1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mars-north-1")
                .hasMessageContaining("DATABASE_CA_FILE");
    }

    private static Authorities factory(String argument) {
        Properties properties = new Properties();
        PGProperty.SSL_FACTORY_ARG.set(properties, argument);
        return new Authorities(properties);
    }

    private static List<Certificate> certificates(String region) throws Exception {
        try (InputStream pem = Authorities.class.getResourceAsStream("authorities/" + region + ".pem")) {
            assertThat(pem).as("authorities of " + region).isNotNull();
            return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(pem));
        }
    }
}
