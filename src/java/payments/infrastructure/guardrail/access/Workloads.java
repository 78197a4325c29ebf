package payments.infrastructure.guardrail.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.PolicyStatement;

/**
 * The roles with which what the program deploys does its work: those that a service assumes. Roles of people and of pipelines, which
 * administer, are none, and neither are those of services that deploy.
 *
 * @param byArn by the ARN of the role
 */
public record Workloads(Map<String, Resource> byArn) {
    /** Services that create and change resources on somebody's behalf. */
    private static final Set<String> DEPLOYING = Set.of(
            "cloudformation.amazonaws.com",
            "codebuild.amazonaws.com",
            "codedeploy.amazonaws.com",
            "codepipeline.amazonaws.com",
            "imagebuilder.amazonaws.com",
            "proton.amazonaws.com",
            "servicecatalog.amazonaws.com",
            "ssm.amazonaws.com");

    /** The account of a program that does not say its number. */
    private static final String OPEN = "${account}";

    public Workloads {
        byArn = Map.copyOf(byArn);
    }

    /** Those of a program. */
    public static Workloads of(Program program) {
        return program.once(
                Workloads.class,
                Workloads.class,
                () -> new Workloads(program.resources("aws_iam_role").stream()
                        .filter(Workloads::isOne)
                        .collect(Collectors.toMap(Resource::arn, Function.identity(), (one, same) -> one))));
    }

    /**
     * The workload that a principal of a policy names. An ARN with a number means the role of that name where the program does not
     * say which number its account has.
     */
    public Optional<Resource> named(String principal) {
        Resource role = byArn.get(principal);
        if (role != null) {
            return Optional.of(role);
        }
        List<String> parts = Arns.parts(principal);
        return parts.size() < Arns.PARTS
                ? Optional.empty()
                : Optional.ofNullable(byArn.get("arn:aws:iam::" + OPEN + ":" + parts.get(Arns.PARTS - 1)));
    }

    private static boolean isOne(Resource role) {
        List<String> services = services(role);
        return !services.isEmpty() && services.stream().noneMatch(DEPLOYING::contains);
    }

    /** The services that may assume a role, as its trust policy names them. */
    public static List<String> services(Resource role) {
        return Policies.of(role.toString(), role, "assume_role_policy", PolicyKind.TRUST) instanceof Policy trust
                ? trust.allows().stream()
                        .map(PolicyStatement::principals)
                        .filter(principals -> principals != null && !principals.excluded())
                        .flatMap(principals -> principals.services().stream())
                        .distinct()
                        .toList()
                : List.of();
    }
}
