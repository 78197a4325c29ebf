package payments.infrastructure.guardrail.rules.network;

import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * The main route table of a VPC leads nowhere outside: a subnet of which somebody forgets the association has that table. A subnet
 * with a database in it and such a table is found by {@code route-no-igw-from-private}.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html">AWS: main route tables</a>
 */
@Guardrail(
        id = "vpc-main-table-closed",
        severity = Severity.LOW,
        expects = "no route to an internet gateway in a main route table",
        fix = "give public subnets a table of their own, and keep the main one without routes",
        why = "The next subnet that is added without a table is public at once",
        pci = {"1.4.1", "1.2.5"},
        sources = "ours: AWS recommends to leave the main route table as it is")
final class VpcMainTableClosed extends ResourceRule {
    VpcMainTableClosed() {
        super("aws_main_route_table_association", "aws_default_route_table", "aws_vpc");
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        boolean association = resource.type().equals("aws_main_route_table_association");
        String attribute =
                switch (resource.type()) {
                    case "aws_main_route_table_association" -> "route_table_id";
                    case "aws_default_route_table" -> "route.gateway_id";
                    default -> "aws_route.route_table_id";
                };
        Optional<Resource> table =
                association ? resource.attribute("route_table_id").target() : Optional.of(resource);
        if (table.filter(Subnets::leadsToInternet).isPresent()) {
            verdicts.fail(attribute, "a main route table that leads to an internet gateway");
        } else {
            verdicts.pass(attribute, "no way to the internet");
        }
    }
}
