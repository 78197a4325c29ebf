package payments.infrastructure.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.policy.Comparison;
import payments.infrastructure.guardrail.policy.Condition;
import payments.infrastructure.guardrail.policy.ConditionOperator;
import payments.infrastructure.guardrail.policy.ConditionOperator.Quantifier;
import payments.infrastructure.guardrail.policy.Effect;
import payments.infrastructure.guardrail.policy.ParsedPolicy;
import payments.infrastructure.guardrail.policy.Patterns;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.Principals;

/** Grants that AWS adds to the policy of a resource and that Terraform writes as resources of their own. */
final class Grants {
    private static final String KEY = "aws_kms_key";
    private static final String FUNCTION = "aws_lambda_function";

    private Grants() {}

    /** The grants by the resource that they open. */
    static Map<Resource, ParsedPolicy> of(Program program) {
        Map<Resource, List<PolicyStatement>> statements = new LinkedHashMap<>();
        program.resources("aws_lambda_permission").forEach(permission -> {
            Resource function = target(permission, "function_name", FUNCTION);
            statements.computeIfAbsent(function, key -> new ArrayList<>()).add(permission(permission));
        });
        program.resources("aws_kms_grant").forEach(grant -> {
            Resource key = target(grant, "key_id", KEY);
            statements.computeIfAbsent(key, one -> new ArrayList<>()).add(grant(grant));
        });
        Map<Resource, ParsedPolicy> policies = new LinkedHashMap<>();
        statements.forEach(
                (resource, some) -> policies.put(resource, new Policy(resource.toString(), PolicyKind.RESOURCE, some)));
        return policies;
    }

    private static Resource target(Resource grant, String attribute, String type) {
        Optional<Resource> alias = grant.follow(attribute, "aws_lambda_alias");
        return alias.flatMap(found -> found.follow(attribute, type))
                .or(() -> grant.follow(attribute, type))
                .orElse(grant);
    }

    private static PolicyStatement permission(Resource permission) {
        String principal = permission.attribute("principal").text();
        boolean service = principal.endsWith(".amazonaws.com");
        List<Condition> conditions = Stream.of(
                        condition(permission, "source_arn", Comparison.ARN_LIKE, "aws:SourceArn"),
                        condition(permission, "source_account", Comparison.STRING_EQUALS, "aws:SourceAccount"),
                        condition(permission, "principal_org_id", Comparison.STRING_EQUALS, "aws:PrincipalOrgID"),
                        condition(
                                permission,
                                "function_url_auth_type",
                                Comparison.STRING_EQUALS,
                                "lambda:FunctionUrlAuthType"))
                .flatMap(Optional::stream)
                .toList();
        return new PolicyStatement(
                permission.address(),
                true,
                Effect.ALLOW,
                new Principals(false, Map.of(service ? "Service" : "AWS", List.of(principal))),
                new Patterns(false, List.of(permission.attribute("action").text())),
                null,
                conditions);
    }

    private static Optional<Condition> condition(
            Resource permission, String attribute, Comparison comparison, String key) {
        Value value = permission.attribute(attribute);
        ConditionOperator operator = new ConditionOperator(Quantifier.NONE, comparison, false, false);
        return value.isAbsent() ? Optional.empty() : Optional.of(new Condition(operator, key, List.of(value.text())));
    }

    private static PolicyStatement grant(Resource grant) {
        List<String> operations = grant.attribute("operations")
                .texts()
                .map(operation -> "kms:" + operation)
                .toList();
        return new PolicyStatement(
                grant.address(),
                true,
                Effect.ALLOW,
                new Principals(
                        false,
                        Map.of(
                                "AWS",
                                List.of(grant.attribute("grantee_principal").text()))),
                new Patterns(false, operations.isEmpty() ? List.of("kms:*") : operations),
                null,
                List.of());
    }
}
