package payments.infrastructure.network;

import java.util.List;
import payments.infrastructure.config.deployment.Cidr;

/**
 * What public and private subnets share.
 *
 * @param block all addresses of the network
 * @param zones expressions that give the zones' names, one for each pair of subnets
 */
record SubnetPlan(String vpcId, Cidr block, List<String> zones) {
    SubnetPlan {
        zones = List.copyOf(zones);
    }
}
