package payments.infrastructure.guardrail.rules.network;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on networks. */
public final class NetworkRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new FlowLogged(),
            new DefaultGroupClosed(),
            new NoPublicAddresses(),
            new NoOpenIngress(),
            new NoOpenEgress(),
            new DatabaseFromGroupsOnly(),
            new PrivateStaysPrivate(),
            new PeeringRoutesNarrow(),
            new EndpointsPresent(),
            new RulesDescribed(),
            new SingleStyle(),
            new NoOpenAdministration());

    private NetworkRules() {}
}
