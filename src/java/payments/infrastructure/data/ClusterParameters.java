package payments.infrastructure.data;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.rds_cluster_parameter_group.RdsClusterParameterGroup;
import com.hashicorp.cdktf.providers.aws.rds_cluster_parameter_group.RdsClusterParameterGroupParameter;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** The parameter group of an Aurora cluster; its instances follow it. */
final class ClusterParameters extends Construct {
    private final RdsClusterParameterGroup group;

    ClusterParameters(Construct scope, String id, Placement placement, String family) {
        super(scope, id);
        this.group = RdsClusterParameterGroup.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(placement.names().plain(family))
                .description("PostgreSQL settings of the payment platform")
                .family(family)
                .parameter(PostgresParameter.ALL.stream()
                        .map(parameter -> RdsClusterParameterGroupParameter.builder()
                                .name(parameter.name())
                                .value(parameter.value())
                                .applyMethod(parameter.method())
                                .build())
                        .toList())
                .tags(placement.nameTag(family))
                // The name carries the major version: a new one's group exists before the old one goes.
                .lifecycle(TerraformResourceLifecycle.builder()
                        .createBeforeDestroy(true)
                        .build())
                .build();
    }

    String name() {
        return group.getName();
    }
}
