package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.testing.SynthesizedDeployment;
import payments.testing.Tool;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.S3Object;

/** State in a bucket, as teams keep it, with both ways of locking. */
class StateBackendIT {
    /** The emulator keeps objects under any key. */
    private static final String STATE_KEY =
            "\"arn:aws:kms:{region}:123456789012:key/00000000-0000-4000-8000-000000000000\"";

    private static final String BUCKET = "acme-state-dev-eu-west-1";
    private static final String STATE = "payments/dev-iam.tfstate";

    @TempDir
    Path folder;

    @BeforeAll
    static void needsTheTools() {
        Tool.require(Tool.TERRAFORM, Tool.EMULATOR, Tool.NPX);
    }

    @Test
    @Requirement({"A18", "E9"})
    void stateIsStoredInTheEnvironmentsBucketAndLockedByAFile() {
        deployAndDestroy("");
    }

    @Test
    @Requirement("A18")
    void stateIsLockedInATableWhereOneIsNamed() {
        deployAndDestroy(", lockTable: acme-locks");
    }

    private void deployAndDestroy(String more) {
        String yaml = SynthesizedDeployment.flagshipYaml()
                .replace(
                        "  type: local\n",
                        "  type: s3\n  s3: {bucket: \"acme-state-{environment}-{region}\", kmsKeyId: %s%s}\n"
                                .formatted(STATE_KEY, more));
        try (Emulator emulator = Emulator.start()) {
            Aws aws = new Aws(emulator.endpoint(), "eu-west-1");
            makeBucketAndLockTable(aws);
            // Where state lies does not depend on what the stack holds: without the account's trail it is quicker.
            Project project = new Project(folder, yaml)
                    .with(emulator.environment())
                    .with(Map.of("ENVIRONMENT", "dev", "OWNS_ACCOUNT", "false"));

            project.cdktf("deploy", "dev-iam", "--auto-approve", "--skip-provider-lock", "--no-color")
                    .succeeded();

            assertThat(stateFiles(aws)).containsExactly(STATE);
            assertThat(project.stackFolder("dev-iam").resolve("terraform.tfstate"))
                    .doesNotExist();
            project.cdktf(
                            "destroy",
                            "dev-iam",
                            "--auto-approve",
                            "--skip-provider-lock",
                            "--ignore-missing-stack-dependencies",
                            "--no-color")
                    .succeeded();
            assertThat(Leftovers.roles(aws, "payments")).isEmpty();
        }
    }

    private static void makeBucketAndLockTable(Aws aws) {
        try (S3Client s3 = aws.s3();
                var dynamoDb = aws.dynamoDb()) {
            s3.createBucket(request -> request.bucket(BUCKET)
                    .createBucketConfiguration(
                            location -> location.locationConstraint(BucketLocationConstraint.EU_WEST_1)));
            dynamoDb.createTable(request -> request.tableName("acme-locks")
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("LockID")
                            .keyType(KeyType.HASH)
                            .build())
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("LockID")
                            .attributeType(ScalarAttributeType.S)
                            .build()));
        }
    }

    private static List<String> stateFiles(Aws aws) {
        try (S3Client s3 = aws.s3();
                Stream<S3Object> objects = s3.listObjectsV2(request -> request.bucket(BUCKET)).contents().stream()) {
            return objects.map(S3Object::key).toList();
        }
    }
}
