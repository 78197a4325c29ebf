package payments.infrastructure.terraform;

import com.hashicorp.cdktf.CloudBackend;
import com.hashicorp.cdktf.DataTerraformRemoteState;
import com.hashicorp.cdktf.DataTerraformRemoteStateS3;
import com.hashicorp.cdktf.LocalBackend;
import com.hashicorp.cdktf.NamedCloudWorkspace;
import com.hashicorp.cdktf.NamedRemoteWorkspace;
import com.hashicorp.cdktf.S3Backend;
import com.hashicorp.cdktf.TerraformBackend;
import com.hashicorp.cdktf.TerraformRemoteState;
import com.hashicorp.cdktf.TerraformStack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import payments.infrastructure.config.deployment.Backend;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.naming.Arns;

/** Where a stack stores its state, as the deployment file asks, and how other stacks read it. */
public final class StateBackend {
    private final Backend settings;
    private final Environment environment;
    private final String name;
    private final TerraformBackend backend;

    /**
     * Adds the backend to a stack.
     *
     * @param stackName name of the stack, from which the state has its name
     * @param environment whose account and role guard the state, as they guard the providers
     * @param region the stack's own region, for the placeholder
     */
    public StateBackend(
            TerraformStack stack, Backend settings, String stackName, Environment environment, String region) {
        this.settings = settings;
        this.environment = environment;
        this.name = environment.stateName(stackName);
        this.backend = switch (settings.type()) {
            case LOCAL -> local(stack);
            case S3, S3_IF_NAMED -> s3(stack, Objects.requireNonNull(settings.s3()), region);
            case CLOUD -> cloud(stack, Objects.requireNonNull(settings.cloud()));
        };
    }

    /** The outputs of this state, for another stack. */
    public TerraformRemoteState readBy(TerraformStack reader, String id) {
        TerraformRemoteState state = backend.getRemoteStateDataSource(reader, id, name);
        if (settings.type() == Backend.Type.S3) {
            EscapeHatches.stateAccess(state, access(environment));
        }
        return state;
    }

    /**
     * The outputs of a stack of another environment of the file, whose stacks this program may not define now.
     *
     * @param settings of type s3 or cloud: who reads a state needs a place that both see
     * @param stackName the other environment's stack
     * @param region that stack's region
     */
    public static TerraformRemoteState ofAnother(
            TerraformStack reader, String id, Backend settings, Environment other, String stackName, String region) {
        String name = other.stateName(stackName);
        Backend.Cloud cloud = settings.cloud();
        if (cloud != null) {
            return DataTerraformRemoteState.Builder.create(reader, id)
                    .organization(cloud.organization())
                    .hostname(cloud.hostname())
                    .workspaces(new NamedRemoteWorkspace(name))
                    .build();
        }
        Backend.S3 s3 = Objects.requireNonNull(settings.s3(), "a shared backend");
        Backend.StatePlace place = s3.of(other.name(), other.suffix(), region);
        TerraformRemoteState state = DataTerraformRemoteStateS3.Builder.create(reader, id)
                .bucket(place.bucket())
                .region(place.region())
                .key(key(s3, name))
                .build();
        EscapeHatches.stateAccess(state, access(other));
        return state;
    }

    private static String key(Backend.S3 s3, String name) {
        return "%s/%s.tfstate".formatted(s3.keyPrefix(), name);
    }

    /** Beside the output folder, not in it: the output may be deleted at any time. Relative, so that it is the same everywhere. */
    private TerraformBackend local(TerraformStack stack) {
        return LocalBackend.Builder.create(stack)
                .path("../../../terraform.%s.tfstate".formatted(name))
                .build();
    }

    private TerraformBackend s3(TerraformStack stack, Backend.S3 s3, String region) {
        Backend.StatePlace place = s3.of(environment.name(), environment.suffix(), region);
        S3Backend.Builder builder = S3Backend.Builder.create(stack)
                .bucket(place.bucket())
                .region(place.region())
                .key(key(s3, name))
                .encrypt(true);
        if (place.kmsKeyId() != null) {
            builder.kmsKeyId(place.kmsKeyId());
        }
        if (place.lockTable() != null) {
            builder.dynamodbTable(place.lockTable());
        } else {
            EscapeHatches.lockStateByFile(stack);
        }
        EscapeHatches.stateAccess(stack, access(environment));
        return builder.build();
    }

    private TerraformBackend cloud(TerraformStack stack, Backend.Cloud cloud) {
        if (cloud.project() != null) {
            EscapeHatches.cloudProject(stack, cloud.project());
        }
        return CloudBackend.Builder.create(stack)
                .organization(cloud.organization())
                .hostname(cloud.hostname())
                .workspaces(new NamedCloudWorkspace(name))
                .build();
    }

    /** Nothing where the environment names no account: then the caller's own credentials count. */
    private static Map<String, Object> access(Environment environment) {
        Map<String, Object> access = new LinkedHashMap<>();
        String account = environment.account();
        if (account != null) {
            access.put("allowed_account_ids", List.of(account));
            if (environment.assumeRole() != null) {
                access.put("assume_role", Map.of("role_arn", new Arns(account).role(environment.assumeRole())));
            }
        }
        return access;
    }
}
