package payments.infrastructure.terraform;

import com.hashicorp.cdktf.CloudBackend;
import com.hashicorp.cdktf.LocalBackend;
import com.hashicorp.cdktf.NamedCloudWorkspace;
import com.hashicorp.cdktf.S3Backend;
import com.hashicorp.cdktf.TerraformBackend;
import com.hashicorp.cdktf.TerraformStack;
import java.util.Objects;
import payments.infrastructure.config.Backend;

/** Gives a stack its state backend, as the deployment file asks. */
public final class StateBackend {
    private StateBackend() {}

    /**
     * Adds the backend to a stack.
     *
     * @param stackName name of the stack and of its state
     * @param environment name of the environment, for the placeholder
     * @param region the stack's own region, for the placeholder
     */
    public static TerraformBackend of(
            TerraformStack stack, Backend backend, String stackName, String environment, String region) {
        return switch (backend.type()) {
            case LOCAL -> local(stack, stackName);
            case S3 -> s3(stack, Objects.requireNonNull(backend.s3()), stackName, environment, region);
            case CLOUD -> cloud(stack, Objects.requireNonNull(backend.cloud()), stackName);
        };
    }

    /** Beside the output folder, not in it: the output may be deleted at any time. Relative, so that it is the same everywhere. */
    private static TerraformBackend local(TerraformStack stack, String stackName) {
        return LocalBackend.Builder.create(stack)
                .path("../../../terraform.%s.tfstate".formatted(stackName))
                .build();
    }

    private static TerraformBackend s3(
            TerraformStack stack, Backend.S3 s3, String stackName, String environment, String region) {
        S3Backend.Builder backend = S3Backend.Builder.create(stack)
                .bucket(fill(s3.bucket(), environment, region))
                .region(fill(s3.region(), environment, region))
                .key("%s/%s.tfstate".formatted(s3.keyPrefix(), stackName))
                .encrypt(true);
        if (s3.kmsKeyId() != null) {
            backend.kmsKeyId(s3.kmsKeyId());
        }
        if (s3.lockTable() != null) {
            backend.dynamodbTable(fill(s3.lockTable(), environment, region));
        } else {
            EscapeHatches.lockStateByFile(stack);
        }
        return backend.build();
    }

    private static TerraformBackend cloud(TerraformStack stack, Backend.Cloud cloud, String stackName) {
        if (cloud.project() != null) {
            EscapeHatches.cloudProject(stack, cloud.project());
        }
        return CloudBackend.Builder.create(stack)
                .organization(cloud.organization())
                .hostname(cloud.hostname())
                .workspaces(new NamedCloudWorkspace(stackName))
                .build();
    }

    private static String fill(String text, String environment, String region) {
        return text.replace("{environment}", environment).replace("{region}", region);
    }
}
