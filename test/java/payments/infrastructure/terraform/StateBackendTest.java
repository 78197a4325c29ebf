package payments.infrastructure.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.hashicorp.cdktf.TerraformStack;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.Backend;
import payments.testing.Json;
import payments.testing.Testing;

class StateBackendTest {
    private static JsonNode terraform(Backend backend) {
        return Testing.synthScope(scope -> StateBackend.of(
                        TerraformStack.of(scope), backend, "production-eu-west-1", "production", "eu-west-1"))
                .json()
                .path("terraform");
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
    void s3StateIsEncryptedKeptInItsOwnRegionAndLockedByAFile() {
        Backend backend = new Backend(
                Backend.Type.S3,
                new Backend.S3("state-{environment}-{region}", "{region}", "payments", null, null),
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
                new Backend.S3("state", "us-east-1", "a/b", "alias/state", "locks-{environment}"),
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
        assertThatThrownBy(() -> new Backend(Backend.Type.S3, null, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("backend type is s3, so exactly the section 's3' belongs here");
        assertThatThrownBy(() -> new Backend(Backend.Type.LOCAL, null, new Backend.Cloud("acme", "host.example", null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("neither 's3' nor 'cloud' belongs here");
    }
}
