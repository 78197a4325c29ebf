package payments.infrastructure.data;

import com.hashicorp.cdktf.providers.aws.rds_cluster.RdsCluster;
import com.hashicorp.cdktf.providers.aws.rds_cluster_instance.RdsClusterInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import payments.infrastructure.config.deployment.DatabaseSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** The instances of an Aurora cluster: one writes, the others read and take over, in the order of their numbers. */
final class ClusterInstances extends Construct {
    private final List<RdsClusterInstance> instances = new ArrayList<>();

    ClusterInstances(
            Construct scope,
            String id,
            Placement placement,
            String clusterName,
            RdsCluster cluster,
            DatabaseSettings settings,
            KeyArn keyArn) {
        super(scope, id);
        for (int number = 1; number <= settings.cluster().instances(); number++) {
            String name = clusterName + "-" + number;
            instances.add(RdsClusterInstance.Builder.create(this, String.valueOf(number))
                    .provider(placement.provider())
                    .identifier(name)
                    .clusterIdentifier(cluster.getId())
                    .engine(settings.engine().code())
                    .instanceClass(settings.instanceClass())
                    .dbSubnetGroupName(cluster.getDbSubnetGroupName())
                    .publiclyAccessible(false)
                    .promotionTier(number - 1)
                    .autoMinorVersionUpgrade(settings.followsMinorReleases())
                    .caCertIdentifier(InstanceDefaults.CERTIFICATE_AUTHORITY)
                    .copyTagsToSnapshot(true)
                    .performanceInsightsEnabled(true)
                    .performanceInsightsKmsKeyId(keyArn.value())
                    .performanceInsightsRetentionPeriod(InstanceDefaults.PERFORMANCE_DATA_DAYS)
                    .monitoringInterval(InstanceDefaults.MONITORING_SECONDS)
                    .monitoringRoleArn(placement.arns().role(placement.name(ResourceName.DATABASE_MONITORING_ROLE)))
                    .tags(Map.of("Name", name))
                    .build());
        }
    }

    /** What must be there before the cluster serves anybody. */
    List<RdsClusterInstance> all() {
        return List.copyOf(instances);
    }

    /** As CloudWatch knows them. */
    List<String> identifiers() {
        return instances.stream().map(RdsClusterInstance::getIdentifier).toList();
    }
}
