package payments.infrastructure.guardrail.rules.iam;

import java.util.List;
import java.util.Set;
import payments.infrastructure.guardrail.access.Workloads;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A role is assumed by the services with which the program uses it, and by no service beside them. A role that nothing in the program
 * uses is not judged: another program may.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services">AWS:
 *     service principals</a>
 */
@Guardrail(
        id = "iam-trust-used",
        severity = Severity.MEDIUM,
        expects = "only services with which the program uses the role",
        fix = "remove the service from the trust policy, or give what it runs a role of its own",
        why = "A user who may start something in that service, such as an instance, gets the rights of the role",
        pci = {"7.2.1", "7.2.5"},
        sources = "ours: the trust policy compared with what the program gives the role to")
final class IamTrustUsed extends ResourceRule {
    IamTrustUsed() {
        super("aws_iam_role");
    }

    @Override
    protected void judge(Resource role, Verdicts verdicts) {
        List<String> trusted = Workloads.services(role);
        Set<String> using = RoleUse.of(role.stack().program()).services(role);
        if (trusted.isEmpty() || using.isEmpty()) {
            verdicts.notApplicable("no service assumes it, or it is not known which ones use it");
            return;
        }
        List<String> idle = trusted.stream()
                .filter(service -> !using.contains(RoleUse.name(service)))
                .toList();
        idle.forEach(service -> verdicts.fail(
                "Service::" + service,
                "assume_role_policy",
                "may be assumed by %s, with which nothing uses it".formatted(service)));
        if (idle.isEmpty()) {
            verdicts.pass("assume_role_policy", "used with " + String.join(", ", trusted));
        }
    }
}
