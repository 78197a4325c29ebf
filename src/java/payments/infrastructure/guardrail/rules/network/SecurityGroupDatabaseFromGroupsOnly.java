package payments.infrastructure.guardrail.rules.network;

import java.util.List;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * What lets clients into a database names their security group. Addresses let in whatever gets that address next.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html">AWS: security groups of RDS</a>
 */
@Guardrail(
        id = "sg-db-from-sg-only",
        severity = Severity.HIGH,
        expects = "ingress of a database's group names a security group",
        fix = "use referenced_security_group_id instead of addresses",
        why = "Any host that gets an address of the range can reach the database",
        pci = {"1.4.4", "1.3.1"},
        sources = "AwsSolutions-RDS8")
final class SecurityGroupDatabaseFromGroupsOnly extends ResourceRule {
    private static final List<String> DATABASES = List.of("aws_db_instance", "aws_rds_cluster", "aws_db_proxy");
    private static final List<String> BY_ADDRESS = Stream.of(GroupRule.ADDRESSES, GroupRule.PREFIX_LISTS)
            .flatMap(List::stream)
            .toList();

    SecurityGroupDatabaseFromGroupsOnly() {
        super(
                "aws_vpc_security_group_ingress_rule",
                "aws_security_group_rule",
                "aws_security_group",
                "aws_default_security_group");
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        List<GroupRule> rules = GroupRule.of(resource).stream()
                .filter(rule -> rule.ingress() && isOfDatabase(rule))
                .toList();
        if (rules.isEmpty()) {
            verdicts.notApplicable("it lets no client into a database");
        }
        for (GroupRule rule : rules) {
            List<String> byAddress =
                    BY_ADDRESS.stream().filter(rule.block()::has).toList();
            if (byAddress.isEmpty()) {
                verdicts.pass(rule.prefix() + "referenced_security_group_id", rule.name());
            }
            byAddress.forEach(attribute -> verdicts.fail(
                    rule.name() + " " + attribute,
                    rule.prefix() + attribute,
                    rule.block().attribute(attribute).text(),
                    "a security group"));
        }
    }

    private static boolean isOfDatabase(GroupRule rule) {
        return rule.group()
                .filter(group -> DATABASES.stream().anyMatch(type -> !group.referrers(type, "vpc_security_group_ids")
                        .isEmpty()))
                .isPresent();
    }
}
