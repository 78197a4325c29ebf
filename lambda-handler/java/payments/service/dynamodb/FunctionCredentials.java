package payments.service.dynamodb;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;

/**
 * The credentials of a function's role. Lambda gives them in variables that never change while the function runs, or, under
 * SnapStart, at the container endpoint, where they are renewed (Lambda developer guide, "Defined runtime environment
 * variables" and "Activating and managing Lambda SnapStart"). The SDK's chain asks at four more places and loads its JSON
 * parser and its log for them.
 */
public final class FunctionCredentials implements AwsCredentialsProvider {
    private final @Nullable AwsCredentials fixed;
    private @Nullable AwsCredentialsProvider container;

    /** Reads AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN. */
    public FunctionCredentials(Map<String, String> variables) {
        String id = variables.get("AWS_ACCESS_KEY_ID");
        String secret = variables.get("AWS_SECRET_ACCESS_KEY");
        String token = variables.get("AWS_SESSION_TOKEN");
        if (id == null || id.isEmpty() || secret == null || secret.isEmpty()) {
            this.fixed = null;
        } else if (token == null || token.isEmpty()) {
            this.fixed = AwsBasicCredentials.create(id, secret);
        } else {
            this.fixed = AwsSessionCredentials.create(id, secret, token);
        }
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return fixed == null ? fromContainer().resolveCredentials() : fixed;
    }

    private synchronized AwsCredentialsProvider fromContainer() {
        if (container == null) {
            container = ContainerCredentialsProvider.builder().build();
        }
        return container;
    }
}
