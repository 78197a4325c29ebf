package payments.infrastructure.parameter;

import com.hashicorp.cdktf.providers.aws.ssm_parameter.SsmParameter;
import java.util.Map;
import java.util.TreeMap;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * What clients of an environment need to know and every role of the account may: where the database and the table are.
 * Under the environment's own path, {@code /<project>/<suffix>/...}, so that a right can be given to one environment alone.
 * No secret belongs here: the values stand in Terraform's state.
 */
public final class EnvironmentParameters extends Construct {
    /**
     * Defines a parameter for each value.
     *
     * @param values by the path below the environment's own
     */
    public EnvironmentParameters(Construct scope, String id, Placement placement, Map<String, String> values) {
        super(scope, id);
        new TreeMap<>(values).forEach((path, value) -> {
            String name = placement.names().parameter(path);
            SsmParameter.Builder.create(this, path.replace('/', '-'))
                    .provider(placement.provider())
                    .name(name)
                    .type("String")
                    .value(value)
                    .tags(Map.of("Name", name))
                    .build();
        });
    }
}
