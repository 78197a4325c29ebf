package payments.infrastructure.guardrail.rules.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.access.AttachedPolicies;
import payments.infrastructure.guardrail.access.Permissions;
import payments.infrastructure.guardrail.access.Policies;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.policy.ParsedPolicy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.rules.Boundary;
import payments.infrastructure.guardrail.rules.GlobalTable;

/** All policies of a program that may say what can be done with a log, however they are attached. */
final class LogPolicies {
    private static final List<String> DOCUMENTS =
            List.of("aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy");
    private static final String RESOURCE_POLICY = "aws_dynamodb_resource_policy";

    private final GlobalTable log;
    private final Program program;
    private final List<Held> found = new ArrayList<>();

    private LogPolicies(GlobalTable log) {
        this.log = log;
        this.program = log.resource().stack().program();
    }

    /**
     * A policy.
     *
     * @param holder what has it, or attaches it
     * @param policy the policy as far as it can be read
     */
    record Held(Resource holder, ParsedPolicy policy) {}

    /** The policies for a log. */
    static List<Held> of(GlobalTable log) {
        LogPolicies policies = new LogPolicies(log);
        policies.documents();
        policies.attachments();
        policies.ofResource();
        return policies.found;
    }

    private Stream<Resource> all(String type) {
        return program.resources(type).stream().filter(log::isOfEnvironment);
    }

    private void documents() {
        DOCUMENTS.stream()
                .flatMap(this::all)
                .filter(holder -> !Boundary.isOne(holder))
                .forEach(holder -> add(holder, holder, PolicyKind.IDENTITY));
        all("aws_iam_role").forEach(role -> role.blocks("inline_policy").stream()
                .filter(inline -> inline.has("policy"))
                .forEach(inline -> add(role, inline, PolicyKind.IDENTITY)));
    }

    /** What is attached by its ARN alone. The program's own policies are among the documents. */
    private void attachments() {
        AttachedPolicies.types().forEach(type -> all(type).forEach(this::attached));
    }

    private void attached(Resource holder) {
        for (Value arn : AttachedPolicies.of(holder)) {
            // That a name is no ARN, another rule finds.
            boolean isArn = arn.isUnknown() || arn.text().startsWith("arn:");
            if (isArn && program.meant("aws_iam_policy", arn).isEmpty()) {
                found.add(new Held(holder, Permissions.named(program, arn)));
            }
        }
    }

    private void ofResource() {
        all(RESOURCE_POLICY)
                .filter(holder -> isOfLog(holder.attribute("resource_arn")))
                .forEach(holder -> add(holder, holder, PolicyKind.RESOURCE));
        log.replicas().stream()
                .flatMap(replica -> replica.blocks("ResourcePolicy").stream())
                .forEach(policy -> found.add(new Held(
                        log.resource(),
                        Policies.of(log.resource().toString(), policy, "PolicyDocument", PolicyKind.RESOURCE))));
    }

    private boolean isOfLog(Value arn) {
        return arn.text().endsWith(":table/" + log.name())
                || arn.target()
                        .filter(target -> target.equals(log.resource())
                                || log.regions().stream()
                                        .anyMatch(region -> log.copies(region).contains(target)))
                        .isPresent();
    }

    private void add(Resource holder, Block block, PolicyKind kind) {
        found.add(new Held(holder, Policies.of(holder.toString(), block, "policy", kind)));
    }
}
