package payments.service.database;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/**
 * Logs in with an IAM token: a presigned request to {@code rds-db:connect} without its scheme. It is made here, without
 * a call, and a new one for every connection, so there is nothing to rotate and nothing to store.
 *
 * <p>Made with the signer that the DynamoDB client brings: the SDK's {@code rds} module would add 19 MB of classes for
 * one method. Source: RDS guide, "IAM database authentication"; a token opens connections for 15 minutes.
 */
public final class IamCredentials implements Credentials {
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final AwsCredentialsProvider provider;
    private final DatabaseSettings settings;
    private final Clock clock;

    /**
     * Makes tokens for the user and server of the settings.
     *
     * @param provider the function's own credentials; asked for every token, because they expire
     */
    public IamCredentials(AwsCredentialsProvider provider, DatabaseSettings settings, Clock clock) {
        this.provider = provider;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Login current() {
        return new Login(settings.user(), token());
    }

    @Override
    public Login renewed() {
        return current();
    }

    private String token() {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("https://%s:%d/".formatted(settings.host(), settings.port())))
                .putRawQueryParameter("Action", "connect")
                .putRawQueryParameter("DBUser", settings.user())
                .build();
        String url = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(provider.resolveCredentials())
                        .request(request)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "rds-db")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, settings.region())
                        .putProperty(
                                AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, LIFETIME)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request()
                .getUri()
                .toString();
        return url.substring("https://".length());
    }
}
