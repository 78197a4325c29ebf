package payments.app;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import payments.account.Aws;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.Environment;
import payments.regions.RegionClients;
import payments.regions.Topology;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One environment that is deployed: its regions, and the way to them. */
final class RunningOption {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofSeconds(3);

    @Mixin
    private DeploymentOption deployment = new DeploymentOption();

    @Mixin
    private EnvironmentOption environment = new EnvironmentOption();

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description = "The profile of the AWS configuration that may do it. Default: the default credentials.")
    private @Nullable String profile;

    /** Its regions and names, by the deployment file. */
    Topology topology(EnvironmentVariables variables) {
        Deployment loaded = deployment.load(variables, environment.selection(variables));
        List<Environment> found = loaded.environments();
        if (found.size() != 1) {
            throw new BadInputException("""
                    payments: which environment is meant is not said
                      at       %s has %s
                      needed   one
                      change   name it with --environment""".formatted(
                            loaded.name(), found.stream().map(Environment::name).collect(Collectors.joining(", "))));
        }
        return Topology.of(loaded, found.get(0));
    }

    /** A client for each region, whose calls end soon and are not repeated. */
    RegionClients clients(EnvironmentVariables variables) {
        AwsCredentialsProvider credentials = credentials();
        Optional<URI> endpoint = Endpoint.given(variables);
        return new RegionClients(region -> DynamoDbClient.builder()
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .endpointOverride(endpoint.orElse(null))
                .httpClientBuilder(
                        ApacheHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE))
                .overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build());
    }

    /** Calls to other services of the regions. */
    Aws aws(EnvironmentVariables variables) {
        return Aws.ofLostRegions(credentials(), Endpoint.given(variables));
    }

    private AwsCredentialsProvider credentials() {
        AwsCredentialsProvider provider = profile == null
                ? DefaultCredentialsProvider.builder().build()
                : ProfileCredentialsProvider.create(profile);
        try {
            var unused = provider.resolveCredentials();
        } catch (SdkClientException e) {
            throw new BadInputException("""
                    payments: no credentials to ask AWS with
                      at       %s
                      needed   credentials of the environment's account
                      change   sign in (aws sso login, or aws configure), or name a profile with --profile""".formatted(
                            profile == null
                                    ? "the variables, the default profile and the role of this machine have none"
                                    : "the profile '%s'".formatted(profile)));
        }
        return provider;
    }
}
