package payments.service.database;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Reads one secret from Secrets Manager. The client is made per read: a read is rare (the first connection, and after a
 * rotation), and most functions never need one.
 */
public final class SecretReader implements Supplier<String> {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final String region;
    private final String secret;

    /**
     * Reads the secret of this ARN.
     *
     * @param region where the secret is
     * @param secret its ARN
     */
    public SecretReader(String region, String secret) {
        this.region = region;
        this.secret = secret;
    }

    @Override
    public String get() {
        try (SecretsManagerClient client = SecretsManagerClient.builder()
                .region(Region.of(region))
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(call -> call.apiCallTimeout(TIMEOUT))
                .build()) {
            return client.getSecretValue(get -> get.secretId(secret)).secretString();
        }
    }
}
