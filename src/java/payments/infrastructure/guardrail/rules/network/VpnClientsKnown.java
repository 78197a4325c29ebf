package payments.infrastructure.guardrail.rules.network;

import java.util.List;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Who comes by a client VPN is a person with a second factor of a directory or an identity provider, and not any owner of a copy of
 * one certificate; each connection is logged; and no authorization opens a whole network to all who get in. With split tunnel a
 * laptop is in two networks at once, which is a warning.
 *
 * @see <a href="https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/client-authentication.html">AWS: client authentication</a>
 *
 * @see <a href="https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/cvpn-working-rules.html">AWS: authorization rules</a>
 */
@Guardrail(
        id = "vpn-clients-known",
        severity = Severity.MEDIUM,
        expects = "persons who are authenticated, a log of connections, and named groups that reach named networks",
        fix =
                "add federated or directory authentication, connection_log_options, and access_group_id in each authorization",
        why = "One copied file opens the network of the payments, and no log says who came",
        pci = {"8.4.3", "10.2.1", "7.2.1"},
        sources = {"EC2.51", "ours: public checks look at the log alone"})
final class VpnClientsKnown extends ResourceRule {
    private static final Set<String> PERSONS = Set.of("federated-authentication", "directory-service-authentication");

    VpnClientsKnown() {
        super("aws_ec2_client_vpn_endpoint", "aws_ec2_client_vpn_authorization_rule");
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        if (resource.type().equals("aws_ec2_client_vpn_authorization_rule")) {
            judgeAuthorization(resource, verdicts);
            return;
        }
        List<Value> kinds = resource.attributes("authentication_options.type");
        boolean persons = kinds.stream().anyMatch(kind -> !kind.isKnown() || kind.isOneOf(PERSONS));
        if (persons) {
            verdicts.pass("authentication_options.type", "persons");
        } else {
            verdicts.fail(
                    "authentication",
                    "authentication_options.type",
                    String.join(", ", kinds.stream().map(Value::text).toList()),
                    "federated-authentication or directory-service-authentication");
        }
        Value log = resource.attribute("connection_log_options.enabled");
        if (log.isFalse() || log.isAbsent()) {
            verdicts.fail(
                    new Verdicts.Finding(Severity.LOW, "log"),
                    "connection_log_options.enabled",
                    log.toString(),
                    "true");
        }
        if (resource.attribute("split_tunnel").isTrue()) {
            verdicts.fail(
                    new Verdicts.Finding(Severity.LOW, "split"),
                    "split_tunnel",
                    "true",
                    "false: else a laptop joins the internet and this network");
        }
    }

    private static void judgeAuthorization(Resource rule, Verdicts verdicts) {
        Value network = rule.attribute("target_network_cidr");
        if (!rule.attribute("authorize_all_groups").isTrue()) {
            verdicts.pass("access_group_id", rule.attribute("access_group_id"));
        } else if (network.isKnown() && GroupRule.isOpen(network)) {
            verdicts.fail("target_network_cidr", network.text() + " for all groups");
        } else {
            verdicts.fail(
                    new Verdicts.Finding(Severity.LOW, "groups"), "authorize_all_groups", "true", "access_group_id");
        }
    }
}
