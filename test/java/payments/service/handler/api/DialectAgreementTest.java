package payments.service.handler.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import payments.Requirement;

/** The infrastructure and the service each know the dialects; neither knows the other. */
class DialectAgreementTest {
    @ParameterizedTest
    @Requirement({"A11", "C1", "D6"})
    @EnumSource
    void theServiceSpeaksEveryDialectThatIsDeployedUnderItsPathAndWithItsStatus(
            payments.infrastructure.config.deployment.ApiDialect deployed) {
        ApiDialect spoken = ApiDialect.of(deployed.serviceName());

        assertThat(spoken.path()).isEqualTo(deployed.path());
        assertThat(spoken.isLenient()).isNotEqualTo(deployed.isStrict());
        assertThat(spoken.answers().declaresCrossOrigin()).isEqualTo(deployed.declaresCrossOrigin());
        assertThat(spoken.answers().createdStatus()).isEqualTo(deployed.createdStatus());
        assertThat(spoken.readable()).isEqualTo(deployed.isReadable());
    }
}
