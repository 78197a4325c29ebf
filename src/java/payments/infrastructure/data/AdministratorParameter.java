package payments.infrastructure.data;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.ssm_parameter.SsmParameter;
import java.util.Map;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.EscapeHatches;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** The password in Parameter Store, as a SecureString under the environment's own path (requirement E3). */
public final class AdministratorParameter extends AdministratorCredential {
    /** Below the environment's path. */
    public static final String PATH = "database/administrator-password";

    private static final String PARAMETER = "aws_ssm_parameter";

    private final String password;

    /** Defines the parameter and its value. */
    AdministratorParameter(Construct scope, String id, Placement placement, KeyArn keyArn) {
        super(scope, id);
        String name = placement.names().parameter(PATH);
        SsmParameter parameter = SsmParameter.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(name)
                .description("Password of the administrator of " + placement.name(ResourceName.DATABASE))
                .type("SecureString")
                .keyId(keyArn.value())
                .tags(Map.of("Name", name))
                .build();
        EscapeHatches.writeOnly(parameter, "value_wo", generated(placement), VERSION);
        String stored = EscapeHatches.ephemeral(
                TerraformStack.of(this), placement, PARAMETER, NAME, Map.of("arn", parameter.getArn()));
        this.password = stored + ".value";
    }

    @Override
    String passwordExpression() {
        return password;
    }
}
