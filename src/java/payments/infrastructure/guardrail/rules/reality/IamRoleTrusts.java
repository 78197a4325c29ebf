package payments.infrastructure.guardrail.rules.reality;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.infrastructure.guardrail.access.WrittenPolicies;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Effect;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.Principals;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A role that a resource gives to a service trusts this service. Services ask when the resource is made, and refuse a role that they
 * cannot assume. A role whose trust policy is not known, or names a principal with a part that only Terraform knows, is not judged.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-service.html">AWS: roles for services</a>
 */
@Guardrail(
        id = "iam-role-trusts",
        severity = Severity.HIGH,
        expects = "a role that the service which gets it may assume",
        fix =
                "name the service in the finding as principal of the role's trust policy, or give the resource its own role",
        why = "The service refuses the resource at the apply, since it cannot assume the role",
        sources = "ours: neither Terraform nor its provider compares the two")
final class IamRoleTrusts extends ResourceRule {
    /**
     * Where a type names a role.
     *
     * @param attribute such as {@code target.role_arn}
     * @param service the principal that assumes it
     */
    private record Place(String attribute, String service) {}

    private static final Map<String, Place> PLACES = Map.ofEntries(
            Map.entry("aws_api_gateway_account", new Place("cloudwatch_role_arn", "apigateway.amazonaws.com")),
            Map.entry("aws_backup_selection", new Place("iam_role_arn", "backup.amazonaws.com")),
            Map.entry("aws_cloudtrail", new Place("cloud_watch_logs_role_arn", "cloudtrail.amazonaws.com")),
            Map.entry("aws_cloudwatch_event_target", new Place("role_arn", "events.amazonaws.com")),
            Map.entry("aws_config_configuration_recorder", new Place("role_arn", "config.amazonaws.com")),
            Map.entry("aws_db_instance", new Place("monitoring_role_arn", "monitoring.rds.amazonaws.com")),
            Map.entry("aws_flow_log", new Place("iam_role_arn", "vpc-flow-logs.amazonaws.com")),
            Map.entry("aws_lambda_function", new Place("role", "lambda.amazonaws.com")),
            Map.entry("aws_pipes_pipe", new Place("role_arn", "pipes.amazonaws.com")),
            Map.entry("aws_rds_cluster_instance", new Place("monitoring_role_arn", "monitoring.rds.amazonaws.com")),
            Map.entry("aws_s3_bucket_replication_configuration", new Place("role", "s3.amazonaws.com")),
            Map.entry("aws_scheduler_schedule", new Place("target.role_arn", "scheduler.amazonaws.com")),
            Map.entry("aws_sfn_state_machine", new Place("role_arn", "states.amazonaws.com")));

    IamRoleTrusts() {
        super(PLACES.keySet().toArray(String[]::new));
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        Place place = PLACES.get(resource.type());
        Optional<Resource> role =
                place == null ? Optional.empty() : resource.find("aws_iam_role", resource.attribute(place.attribute()));
        List<PolicyStatement> trust = role.map(IamRoleTrusts::trust).orElseGet(List::of);
        if (place == null || trust.isEmpty()) {
            verdicts.notApplicable("it gives a service no role of which the trust policy can be read");
        } else if (trust.stream().anyMatch(statement -> mayBeFor(statement, place.service()))) {
            verdicts.pass(place.attribute(), place.service() + " may assume the role");
        } else {
            verdicts.fail(
                    place.attribute(),
                    place.attribute(),
                    "%s, which %s may not assume"
                            .formatted(role.map(Resource::path).orElse(""), place.service()),
                    "a role that trusts " + place.service());
        }
    }

    private static List<PolicyStatement> trust(Resource role) {
        return WrittenPolicies.of(role).stream()
                .filter(policy -> policy.attribute().equals("assume_role_policy"))
                .flatMap(policy -> policy.statements().stream())
                .toList();
    }

    private static boolean mayBeFor(PolicyStatement statement, String service) {
        Principals principals = statement.principals();
        return statement.effect() == Effect.ALLOW
                && principals != null
                && (principals.excluded()
                        || principals.isEveryone()
                        || principals.services().stream()
                                .anyMatch(name -> name.equalsIgnoreCase(service)
                                        || name.contains("${")
                                        || isRegional(name, service)));
    }

    /** Some services are also known by a region: {@code states.eu-west-1.amazonaws.com}. */
    private static boolean isRegional(String name, String service) {
        String own = service.substring(0, service.indexOf(".amazonaws.com"));
        return name.startsWith(own + ".") && name.contains(".amazonaws.com");
    }
}
