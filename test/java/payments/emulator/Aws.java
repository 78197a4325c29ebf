package payments.emulator;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * AWS SDK clients of one region of the emulator.
 *
 * @param endpoint where the emulator is
 * @param region the region's code
 */
record Aws(URI endpoint, String region) {
    Ec2Client ec2() {
        return at(Ec2Client.builder());
    }

    S3Client s3() {
        return at(S3Client.builder().forcePathStyle(true));
    }

    DynamoDbClient dynamoDb() {
        return at(DynamoDbClient.builder());
    }

    LambdaClient lambda() {
        return at(LambdaClient.builder());
    }

    RdsClient rds() {
        return at(RdsClient.builder());
    }

    KmsClient kms() {
        return at(KmsClient.builder());
    }

    IamClient iam() {
        return at(IamClient.builder());
    }

    SnsClient sns() {
        return at(SnsClient.builder());
    }

    SqsClient sqs() {
        return at(SqsClient.builder());
    }

    SfnClient sfn() {
        return at(SfnClient.builder());
    }

    SecretsManagerClient secrets() {
        return at(SecretsManagerClient.builder());
    }

    private <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C at(B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("emulator", "emulator")))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }
}
