package payments.infrastructure.guardrail.rules.network;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Tunnels to other networks do not list broken cryptography: no IKE version 1, no SHA-1, no Diffie-Hellman group of 1024 bits. What a
 * tunnel leaves to AWS's defaults, which allow all of it, is not judged here: the other side decides then.
 *
 * @see <a href="https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html">AWS: tunnel options</a>
 */
@Guardrail(
        id = "vpn-tunnels-strong",
        severity = Severity.MEDIUM,
        expects = "ikev2, SHA2 and Diffie-Hellman groups from 14 on, where a tunnel lists them",
        fix = "remove the weak values from the options of both tunnels",
        why = "The other side, or an attacker between the two, chooses the weakest that is listed",
        pci = "4.2.1",
        sources = "ours: public checks ask for two tunnels only")
final class VpnTunnelsStrong extends ResourceRule {
    /** By option: the values that are weak. */
    private static final Map<String, Set<String>> WEAK = new TreeMap<>(Map.of(
            "ike_versions", Set.of("ikev1"),
            "phase1_dh_group_numbers", Set.of("2", "5"),
            "phase2_dh_group_numbers", Set.of("2", "5"),
            "phase1_integrity_algorithms", Set.of("SHA1"),
            "phase2_integrity_algorithms", Set.of("SHA1")));

    VpnTunnelsStrong() {
        super("aws_vpn_connection");
    }

    @Override
    protected void judge(Resource connection, Verdicts verdicts) {
        for (String tunnel : List.of("tunnel1_", "tunnel2_")) {
            WEAK.forEach((option, weak) -> {
                String attribute = tunnel + option;
                List<String> found = connection.attribute(attribute).elements().stream()
                        .filter(value -> value.isOneOf(weak))
                        .map(Value::text)
                        .toList();
                if (found.isEmpty()) {
                    verdicts.pass(attribute, connection.attribute(attribute));
                } else {
                    verdicts.fail(attribute, attribute, String.join(", ", found), "none of " + weak);
                }
            });
        }
    }
}
