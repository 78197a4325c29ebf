package payments.service.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

@Requirement("A10")
class FunctionCredentialsTest {
    @Test
    void aFunctionHasThemInItsVariables() {
        FunctionCredentials credentials = new FunctionCredentials(
                Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "key", "AWS_SESSION_TOKEN", "token"));

        assertThat(credentials.resolveCredentials()).isEqualTo(AwsSessionCredentials.create("id", "key", "token"));
    }

    @Test
    void anEmulatorNeedsNoToken() {
        FunctionCredentials credentials =
                new FunctionCredentials(Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "key"));

        assertThat(credentials.resolveCredentials()).isEqualTo(AwsBasicCredentials.create("id", "key"));
    }

    /** Here there is no container endpoint: its absence says that it was asked for, at first use and not before. */
    @Test
    void withoutThemTheContainerEndpointIsAskedAtFirstUse() {
        FunctionCredentials credentials = new FunctionCredentials(Map.of());

        assertThatThrownBy(credentials::resolveCredentials)
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("AWS_CONTAINER_CREDENTIALS");
    }
}
