package payments.infrastructure.access;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.access.Permissions;
import payments.infrastructure.guardrail.access.Policies;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Caller;
import payments.infrastructure.guardrail.policy.Identity;
import payments.infrastructure.guardrail.policy.ParsedPolicy;
import payments.infrastructure.guardrail.policy.PolicyKind;

/** Users and groups with the policies that a program gives them. */
final class People {
    private People() {}

    /** @param kind {@code user} or {@code group} */
    static Identity of(Resource holder, String kind) {
        Program program = holder.stack().program();
        List<ParsedPolicy> policies = new ArrayList<>();
        holder.referrers("aws_iam_%s_policy".formatted(kind), kind).stream()
                .map(own -> Policies.of(own.toString(), own, "policy", PolicyKind.IDENTITY))
                .forEach(policies::add);
        Stream.concat(
                        holder.referrers("aws_iam_%s_policy_attachment".formatted(kind), kind).stream(),
                        holder.referrers("aws_iam_policy_attachment", kind + "s").stream())
                .map(attachment -> Permissions.named(program, attachment.attribute("policy_arn")))
                .forEach(policies::add);
        return Identity.of(
                Caller.user("arn:aws:iam::%s:%s/%s".formatted(holder.account(), kind, holder.name())),
                policies.toArray(new ParsedPolicy[0]));
    }
}
