package payments.infrastructure.guardrail.rules.database;

import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * No public address, and subnets from which no route leads to an internet gateway. Instances have no public address by default,
 * but without a subnet group they stand in the default VPC, whose subnets are public. A subnet without a table of its own has
 * the main table of its VPC.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html">AWS: databases in a VPC</a>
 */
@Guardrail(
        id = "rds-not-public",
        severity = Severity.CRITICAL,
        expects = "no public address, and a subnet group without a route to an internet gateway",
        fix = "set publicly_accessible to false and use private subnets",
        why = "A database that the internet reaches is attacked within the hour",
        pci = "1.4.4",
        sources = {
            "PCI.DSS.321-RDSInstancePublicAccess",
            "CKV_AWS_17",
            "AVD-AWS-0180",
            "RDS.2",
            "RDS.46",
            "RDS_INSTANCE_PUBLIC_ACCESS_CHECK"
        })
final class RdsNotPublic extends ResourceRule {

    RdsNotPublic() {
        super("aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance", "aws_db_subnet_group");
    }

    @Override
    protected void judge(Resource subject, Verdicts verdicts) {
        if (subject.type().equals("aws_db_subnet_group")) {
            judgeSubnets(subject, verdicts);
            return;
        }
        if (!subject.type().equals(Databases.CLUSTER)) {
            verdicts.require(subject, "publicly_accessible", open -> open.isAbsent() || open.isFalse());
        }
        boolean own = !subject.type().equals(Databases.CLUSTER_INSTANCE) && !Databases.isReplica(subject);
        if (own) {
            verdicts.require(subject, "db_subnet_group_name", group -> group.isPresent() && !group.is("default"));
        }
    }

    private static void judgeSubnets(Resource group, Verdicts verdicts) {
        List<Value> subnets = group.attribute("subnet_ids").elements();
        if (subnets.isEmpty()) {
            verdicts.fail("subnet_ids", group.attribute("subnet_ids"));
        }
        for (Value id : subnets) {
            Optional<Resource> subnet = group.find("aws_subnet", id);
            if (subnet.isEmpty()) {
                verdicts.unknown("subnet_ids", id);
            } else if (Routes.leadsToInternet(subnet.get())) {
                verdicts.fail(
                        "subnet::" + subnet.get().name(),
                        "subnet_ids",
                        subnet.get() + " has a route to an internet gateway",
                        "private subnets");
            } else {
                verdicts.pass("subnet_ids", subnet.get().address());
            }
        }
    }
}
