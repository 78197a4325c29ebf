package payments.infrastructure.guardrail.rules.network;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on networks. */
public final class NetworkRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new VpcFlowLogged(),
            new VpcDefaultSecurityGroupClosed(),
            new SubnetNoPublicAddresses(),
            new SecurityGroupNoOpenIngress(),
            new SecurityGroupNoOpenEgress(),
            new SecurityGroupDatabaseFromGroupsOnly(),
            new RouteNoInternetFromPrivate(),
            new PeeringRoutesNarrow(),
            new VpcEndpointsPresent(),
            new VpcEndpointOwnData(),
            new VpcEndpointsSpread(),
            new SecurityGroupRulesDescribed(),
            new SecurityGroupSingleStyle(),
            new NetworkAclNoOpenAdministration(),
            new VpcDnsOwn(),
            new VpcMainTableClosed(),
            new VpnClientsKnown(),
            new VpnTunnelsStrong(),
            new VpcAddressesFit(),
            new VpcEndpointsFit(),
            new VpcMembersTogether(),
            new SecurityGroupRulesAccepted());

    private NetworkRules() {}
}
