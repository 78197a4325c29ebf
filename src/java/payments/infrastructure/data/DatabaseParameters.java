package payments.infrastructure.data;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.db_parameter_group.DbParameterGroup;
import com.hashicorp.cdktf.providers.aws.db_parameter_group.DbParameterGroupParameter;
import com.hashicorp.cdktf.providers.aws.rds_cluster_parameter_group.RdsClusterParameterGroup;
import com.hashicorp.cdktf.providers.aws.rds_cluster_parameter_group.RdsClusterParameterGroupParameter;
import java.util.List;
import java.util.function.Function;
import payments.infrastructure.config.deployment.DatabaseSettings;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The parameter group of a database. That of a cluster, which its instances follow, is another resource with the same
 * arguments.
 */
final class DatabaseParameters extends Construct {
    private static final String DESCRIPTION = "PostgreSQL settings of the payment platform";

    private final List<PostgresParameter> parameters;
    private final String name;

    DatabaseParameters(Construct scope, String id, Placement placement, DatabaseSettings settings) {
        super(scope, id);
        this.parameters = PostgresParameter.of(settings);
        String family = settings.family();
        this.name = settings.engine().isCluster() ? ofCluster(placement, family) : ofInstance(placement, family);
    }

    private String ofInstance(Placement placement, String family) {
        return DbParameterGroup.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(placement.names().plain(family))
                .description(DESCRIPTION)
                .family(family)
                .parameter(parameters(parameter -> DbParameterGroupParameter.builder()
                        .name(parameter.name())
                        .value(parameter.value())
                        .applyMethod(parameter.method())
                        .build()))
                .tags(placement.nameTag(family))
                .lifecycle(lifecycle())
                .build()
                .getName();
    }

    private String ofCluster(Placement placement, String family) {
        return RdsClusterParameterGroup.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(placement.names().plain(family))
                .description(DESCRIPTION)
                .family(family)
                .parameter(parameters(parameter -> RdsClusterParameterGroupParameter.builder()
                        .name(parameter.name())
                        .value(parameter.value())
                        .applyMethod(parameter.method())
                        .build()))
                .tags(placement.nameTag(family))
                .lifecycle(lifecycle())
                .build()
                .getName();
    }

    private <P> List<P> parameters(Function<PostgresParameter, P> written) {
        return parameters.stream().map(written).toList();
    }

    /** The name carries the major version: a new one's group exists before the old one goes. */
    private static TerraformResourceLifecycle lifecycle() {
        return TerraformResourceLifecycle.builder().createBeforeDestroy(true).build();
    }

    String name() {
        return name;
    }
}
