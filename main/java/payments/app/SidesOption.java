package payments.app;

import org.jspecify.annotations.Nullable;
import payments.migration.items.TableName;
import payments.migration.objects.BucketName;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The two sides of a migration. Credentials and endpoints come as everywhere in AWS (its variables, profiles, roles); no
 * option takes a secret.
 */
final class SidesOption {
    /** As many as threads read at once, and some. */
    private static final int CONNECTIONS = 256;

    @Option(names = "--from", required = true, paramLabel = "NAME", description = "The source: a table, or a bucket.")
    private String from = "";

    @Option(
            names = "--from-region",
            required = true,
            paramLabel = "REGION",
            description = "The source's region, such as eu-central-2.")
    private String fromRegion = "";

    @Option(
            names = "--from-profile",
            paramLabel = "PROFILE",
            description =
                    "The profile of the AWS configuration that may read the source. Default: the default credentials.")
    private @Nullable String fromProfile;

    @Option(names = "--to", required = true, paramLabel = "NAME", description = "The target: a table, or a bucket.")
    private String to = "";

    @Option(
            names = "--to-region",
            required = true,
            paramLabel = "REGION",
            description = "The target's region, such as eu-west-1.")
    private String toRegion = "";

    @Option(
            names = "--to-profile",
            paramLabel = "PROFILE",
            description = "The profile that may write the target. Default: the default credentials.")
    private @Nullable String toProfile;

    TableName fromTable() {
        return new TableName(table(fromRegion, fromProfile), from, fromRegion);
    }

    TableName toTable() {
        return new TableName(table(toRegion, toProfile), to, toRegion);
    }

    BucketName fromBucket() {
        return new BucketName(bucket(fromRegion, fromProfile), from, fromRegion);
    }

    BucketName toBucket() {
        return new BucketName(bucket(toRegion, toProfile), to, toRegion);
    }

    private static DynamoDbClient table(String region, @Nullable String profile) {
        return at(DynamoDbClient.builder().httpClientBuilder(connections()), region, profile)
                .build();
    }

    private static S3Client bucket(String region, @Nullable String profile) {
        return at(S3Client.builder().httpClientBuilder(connections()), region, profile)
                .build();
    }

    private static ApacheHttpClient.Builder connections() {
        return ApacheHttpClient.builder().maxConnections(CONNECTIONS);
    }

    private static <C, B extends AwsClientBuilder<B, C>> B at(B builder, String region, @Nullable String profile) {
        // A profile that is given counts alone: keys of the environment may be those of another account.
        AwsCredentialsProvider credentials = profile == null
                ? DefaultCredentialsProvider.builder().build()
                : ProfileCredentialsProvider.create(profile);
        return builder.region(Region.of(region)).credentialsProvider(credentials);
    }
}
