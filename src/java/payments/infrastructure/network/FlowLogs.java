package payments.infrastructure.network;

import com.hashicorp.cdktf.providers.aws.flow_log.FlowLog;
import payments.infrastructure.config.deployment.LogSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** Records who talked to whom in a VPC (PCI DSS 10.2.1), each minute, in an encrypted log group. */
public final class FlowLogs extends Construct {
    private static final int SHORTEST_INTERVAL_SECONDS = 60;

    /** Defines the flow log of a network. */
    public FlowLogs(Construct scope, String id, Placement placement, Network network, LogSettings logs, KeyArn keyArn) {
        super(scope, id);
        EncryptedLogGroup group = new EncryptedLogGroup(
                this, "logs", placement, groupName(placement.name(ResourceName.VPC)), logs, keyArn);
        FlowLog.Builder.create(this, "Resource")
                .provider(placement.provider())
                .vpcId(network.vpcId())
                .trafficType("ALL")
                .maxAggregationInterval(SHORTEST_INTERVAL_SECONDS)
                .logDestinationType("cloud-watch-logs")
                .logDestination(group.arn())
                .iamRoleArn(placement.arns().role(placement.name(ResourceName.FLOW_LOG_ROLE)))
                .tags(placement.nameTag("flow-logs"))
                .build();
    }

    /** The log group of a VPC's flow logs. */
    static String groupName(String vpc) {
        return "/aws/vpc/flow-logs/" + vpc;
    }
}
