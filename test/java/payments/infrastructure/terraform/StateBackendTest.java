package payments.infrastructure.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.hashicorp.cdktf.TerraformStack;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.constraint.Constraints;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.Backend;
import payments.infrastructure.config.deployment.Cidr;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Region;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class StateBackendTest {
    private static JsonNode terraform(Backend backend) {
        return stack(backend, null, null).json().path("terraform");
    }

    /** A stack whose state lies there, and which also reads that state. */
    private static SynthesizedStack stack(Backend backend, @Nullable String account, @Nullable String role) {
        Region region = new Region(AwsRegion.EU_WEST_1, new Cidr("10.0.0.0/16"), true);
        Environment environment = new Environment(
                "production",
                "prod",
                account,
                role,
                true,
                Samples.CLASSIFICATION,
                List.of(region),
                Samples.settings(DatabaseCopy.NONE));
        return Testing.synthScope(scope -> {
            TerraformStack stack = TerraformStack.of(scope);
            new StateBackend(stack, backend, "production-eu-west-1", environment, "eu-west-1").readBy(stack, "state");
        });
    }

    @Test
    @Requirement({"E1", "E9"})
    void s3StateIsReachedWithTheEnvironmentsRoleAndInItsAccountOnly() {
        Backend backend =
                new Backend(Backend.Type.S3, new Backend.S3("state", "{region}", "payments", null, null, false), null);

        SynthesizedStack stack = stack(backend, "000000000000", "deployer");

        JsonNode access = Json.of("""
                {'role_arn': 'arn:aws:iam::000000000000:role/deployer'}
                """);
        JsonNode own = stack.json().at("/terraform/backend/s3");
        JsonNode read = stack.json().at("/data/terraform_remote_state/state/config");
        assertThat(own.path("assume_role")).isEqualTo(access);
        assertThat(own.path("allowed_account_ids")).isEqualTo(Json.of("['000000000000']"));
        assertThat(read.path("assume_role")).isEqualTo(access);
        assertThat(read.path("allowed_account_ids")).isEqualTo(Json.of("['000000000000']"));
    }

    /** An absolute path, which is the framework's own habit, would differ from machine to machine. */
    @Test
    @Requirement("X7")
    void localStateLiesBesideTheOutputByARelativePath() {
        assertThat(terraform(new Backend(Backend.Type.LOCAL, null, null)).path("backend"))
                .isEqualTo(Json.of("{'local': {'path': '../../../terraform.production-eu-west-1.tfstate'}}"));
    }

    @Test
    @Requirement({"A18", "E9"})
    void s3StateIsEncryptedStoredInItsOwnRegionAndLockedByAFile() {
        Backend backend = new Backend(
                Backend.Type.S3,
                new Backend.S3("state-{environment}-{region}", "{region}", "payments", null, null, false),
                null);

        assertThat(terraform(backend).path("backend")).isEqualTo(Json.of("""
                {'s3': {'bucket': 'state-production-eu-west-1', 'region': 'eu-west-1', 'encrypt': true,
                        'key': 'payments/production-eu-west-1.tfstate', 'use_lockfile': true}}
                """));
    }

    @Test
    @Requirement({"A18", "E9"})
    void s3StateIsLockedByATableAndEncryptedByAKeyWhereTheyAreNamed() {
        Backend backend = new Backend(
                Backend.Type.S3,
                new Backend.S3("state", "us-east-1", "a/b", "alias/state", "locks-{environment}", false),
                null);

        assertThat(terraform(backend).path("backend")).isEqualTo(Json.of("""
                {'s3': {'bucket': 'state', 'region': 'us-east-1', 'encrypt': true, 'kms_key_id': 'alias/state',
                        'key': 'a/b/production-eu-west-1.tfstate', 'dynamodb_table': 'locks-production'}}
                """));
    }

    @Test
    @Requirement("X9")
    void terraformCloudHasAWorkspaceForEachStack() {
        JsonNode terraform =
                terraform(new Backend(Backend.Type.CLOUD, null, new Backend.Cloud("acme", "app.terraform.io", null)));

        assertThat(terraform.path("cloud")).isEqualTo(Json.of("""
                {'organization': 'acme', 'hostname': 'app.terraform.io',
                 'workspaces': {'name': 'production-eu-west-1'}}
                """));
        assertThat(terraform.has("backend")).as("a backend beside cloud").isFalse();
    }

    @Test
    @Requirement("X9")
    void newWorkspacesJoinTheNamedProject() {
        assertThat(terraform(new Backend(
                                Backend.Type.CLOUD,
                                null,
                                new Backend.Cloud("acme", "app.terraform.io", "Payments Platform")))
                        .at("/cloud/workspaces"))
                .isEqualTo(Json.of("{'name': 'production-eu-west-1', 'project': 'Payments Platform'}"));
    }

    @Test
    void aTypeWithoutItsSectionIsRefused() {
        assertThatThrownBy(() -> Constraints.requireValid(new Backend(Backend.Type.S3, null, null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("backend type is s3, so exactly the section 's3' belongs here");
        assertThatThrownBy(() -> Constraints.requireValid(
                        new Backend(Backend.Type.LOCAL, null, new Backend.Cloud("acme", "host.example", null))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("neither 's3' nor 'cloud' belongs here");
    }
}
