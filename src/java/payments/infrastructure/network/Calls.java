package payments.infrastructure.network;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import payments.contract.CalledService;
import payments.infrastructure.config.deployment.EndpointService;
import payments.infrastructure.config.deployment.Settings;

/**
 * Which APIs of AWS the functions of a region may call, and on which way.
 *
 * @param gateways the services that they reach through the gateway endpoints of the network, by code
 * @param endpoints the services that they reach through interface endpoints
 * @param throughNat whether they reach all of AWS through the NAT gateways, and with it any address outside
 */
public record Calls(Set<String> gateways, List<EndpointService> endpoints, boolean throughNat) {
    public Calls {
        gateways = Set.copyOf(gateways);
        endpoints = List.copyOf(endpoints);
    }

    /** What the code of the wanted functions calls, and what the file lists beyond. */
    public static Calls of(Settings settings) {
        Set<String> called = new TreeSet<>();
        settings.calledServices().services().stream().map(CalledService::code).forEach(called::add);
        called.retainAll(Network.GATEWAY_SERVICES);
        return new Calls(called, settings.interfaceEndpoints(), settings.callsThroughNatGateways());
    }
}
