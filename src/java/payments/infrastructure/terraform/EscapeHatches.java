package payments.infrastructure.terraform;

import com.hashicorp.cdktf.TerraformElement;
import com.hashicorp.cdktf.TerraformRemoteState;
import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.TerraformStack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The only place that writes Terraform the bindings do not know. They describe provider 5.23; we deploy with 5.100 and
 * Terraform 1.11 (decision 0001).
 */
public final class EscapeHatches {
    private EscapeHatches() {}

    /** Replaces the exact provider version that the bindings pin, and says which Terraform is needed. */
    public static void requireVersions(TerraformStack stack, String terraform, String awsProvider) {
        stack.addOverride("terraform.required_version", terraform);
        stack.addOverride(
                "terraform.required_providers.aws", Map.of("source", "hashicorp/aws", "version", awsProvider));
    }

    /** Writes beside the metadata who else may be named in the stack; Terraform reads nothing there. */
    public static void declarePartners(TerraformStack stack, List<Map<String, String>> partners) {
        if (!partners.isEmpty()) {
            stack.addOverride("//.partners", partners);
        }
    }

    /** Locks S3 state by a file in the bucket (Terraform 1.11). */
    public static void lockStateByFile(TerraformStack stack) {
        stack.addOverride("terraform.backend.s3.use_lockfile", true);
    }

    /** Reaches S3 state with a role of its own, and only in one account; the backend does not use the providers' settings. */
    public static void stateAccess(TerraformStack stack, Map<String, Object> access) {
        access.forEach((argument, value) -> stack.addOverride("terraform.backend.s3." + argument, value));
    }

    /** The same for reading another stack's S3 state. */
    public static void stateAccess(TerraformRemoteState state, Map<String, Object> access) {
        access.forEach((argument, value) -> state.addOverride("config." + argument, value));
    }

    /** Puts new Terraform Cloud workspaces into a project. */
    public static void cloudProject(TerraformStack stack, String project) {
        stack.addOverride("terraform.cloud.workspaces.project", project);
    }

    /**
     * Declares an ephemeral value: it exists while Terraform runs and is written to neither plan nor state.
     *
     * @return the expression's address, such as {@code ephemeral.aws_secretsmanager_secret_version.admin}
     */
    public static String ephemeral(
            TerraformStack stack, Placement placement, String type, String name, Map<String, Object> arguments) {
        Map<String, Object> body = new LinkedHashMap<>(arguments);
        body.put("provider", placement.provider().getFqn());
        stack.addOverride("ephemeral.%s.%s".formatted(type, name), body);
        return "ephemeral.%s.%s".formatted(type, name);
    }

    /**
     * Sets a write-only argument: Terraform sends it to AWS when its version changes and never stores it.
     *
     * @param argument name of the argument, which ends with {@code _wo}
     * @param expression where the value comes from, without {@code ${}}
     * @param version raise it to send the value again
     */
    public static void writeOnly(TerraformResource resource, String argument, String expression, int version) {
        resource.addOverride(argument, "${" + expression + "}");
        resource.addOverride(argument + "_version", version);
    }

    /**
     * Makes one instance of a data source for each element.
     *
     * @param expression the set, without {@code ${}}
     */
    public static void forEach(TerraformElement data, String expression) {
        data.addOverride("for_each", "${" + expression + "}");
    }

    /**
     * Fails a plan whose facts are not as they must be.
     *
     * @param condition what must be true, without {@code ${}}
     */
    public static void postcondition(TerraformElement data, String condition, String message) {
        data.addOverride(
                "lifecycle.postcondition",
                List.of(Map.of("condition", "${" + condition + "}", "error_message", message)));
    }

    /**
     * Fails a plan in which a resource would be made of facts that are not as they must be. Other than a condition of the data
     * itself it does not have them read again with each change of what they are about.
     *
     * @param condition what must be true, without {@code ${}}
     */
    public static void precondition(TerraformResource resource, String condition, String message) {
        resource.addOverride(
                "lifecycle.precondition",
                List.of(Map.of("condition", "${" + condition + "}", "error_message", message)));
    }

    /** Sets the days after which KMS rotates a key. */
    public static void keyRotationPeriod(TerraformElement key, int days) {
        key.addOverride("rotation_period_in_days", days);
    }
}
