package payments.infrastructure.guardrail.rules.lambda;

import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.network.Subnets;

/**
 * Functions of the cardholder data environment are in the VPC, in private subnets of two zones. A subnet is private
 * when it gives no public addresses and its routes lead to no internet gateway.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html">AWS: functions in a VPC</a>
 */
@Guardrail(
        id = "lambda-in-vpc",
        severity = Severity.MEDIUM,
        expects = "private subnets of two zones",
        fix = "set vpc_config.subnet_ids to private subnets of two zones",
        why = "Outside of the VPC no rule limits what a function may reach",
        pci = {"1.3.1", "1.4.2"},
        sources = {"PCI.DSS.321-LambdaInsideVPC", "CKV_AWS_117", "Lambda.3", "Lambda.5"})
final class LambdaInVpc extends ResourceRule {
    LambdaInVpc() {
        super("aws_lambda_function");
    }

    @Override
    protected void judge(Resource function, Verdicts verdicts) {
        if (!function.isInScope()) {
            verdicts.notApplicable("the function is out of PCI scope");
            return;
        }
        Value subnets = function.attribute("vpc_config.subnet_ids");
        List<Value> elements = subnets.elements();
        List<Resource> known = elements.stream()
                .flatMap(subnet -> subnet.target("aws_subnet").stream())
                .filter(subnet -> subnet.kind() == Resource.Kind.MANAGED)
                .toList();
        Optional<Resource> open = known.stream().filter(Subnets::isPublic).findFirst();
        if (subnets.isUnknown() || (!elements.isEmpty() && known.size() < elements.size())) {
            verdicts.unknown("vpc_config.subnet_ids", subnets);
        } else if (open.isPresent()) {
            verdicts.fail("vpc_config.subnet_ids", open.get().address() + " is public");
        } else if (elements.size() < 2 || Subnets.zones(elements).size() < 2) {
            verdicts.fail("vpc_config.subnet_ids", elements.size() + " subnets, not of two zones");
        } else {
            verdicts.pass("vpc_config.subnet_ids", elements.size() + " private subnets");
        }
    }
}
