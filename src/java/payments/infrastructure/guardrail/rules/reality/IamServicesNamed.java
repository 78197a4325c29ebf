package payments.infrastructure.guardrail.rules.reality;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.policy.Comparison;
import payments.infrastructure.guardrail.policy.Condition;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.Principals;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.reality.IamActions;
import payments.infrastructure.reality.ServicePrincipals;

/**
 * A condition on the service through which a request comes names a service of AWS: {@code kms:ViaService} by
 * {@code SERVICE.REGION.amazonaws.com}, {@code aws:CalledVia} and {@code iam:PassedToService} by {@code SERVICE.amazonaws.com}.
 * So does a principal of the kind {@code Service}. A service that is written with a wildcard is not judged.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service">AWS:
 *     kms:ViaService</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-calledvia">AWS:
 *     aws:CalledVia</a>
 */
@Guardrail(
        id = "iam-services-named",
        severity = Severity.HIGH,
        expects = "a service of AWS by its own name",
        fix = "write the service as the prefix of its actions, such as dynamodb or secretsmanager",
        why = "IAM refuses a principal that AWS lacks, and no request comes through such a service",
        pci = "7.2.5",
        sources = "ours: a policy with a mistyped service is valid JSON")
final class IamServicesNamed extends StatementRule {
    private static final String VIA = "kms:viaservice";
    private static final Set<String> CALLED =
            Set.of("aws:calledvia", "aws:calledviafirst", "aws:calledvialast", "iam:passedtoservice");
    private static final Pattern IN_REGION = Pattern.compile("([^.]+)\\.[^.]+\\.amazonaws\\.com(\\.cn)?");
    private static final Pattern ANYWHERE = Pattern.compile("(?:[^.]+\\.)*?([^.]+)\\.amazonaws\\.com(\\.cn)?");

    @Override
    List<Fault> faults(PolicyStatement statement) {
        return Stream.concat(principals(statement), conditions(statement)).toList();
    }

    private static Stream<Fault> principals(PolicyStatement statement) {
        Principals principals = statement.principals();
        return principals == null
                ? Stream.empty()
                : principals.services().stream().flatMap(name -> ServicePrincipals.corrected(name).stream()
                        .map(expected -> new Fault(
                                "Principal::Service::" + name,
                                "principal %s in statement %s".formatted(name, statement.label()),
                                expected)));
    }

    private static Stream<Fault> conditions(PolicyStatement statement) {
        return statement.conditions().stream()
                .filter(condition -> condition.operator().comparison() != Comparison.NULL)
                .flatMap(condition -> condition.values().stream()
                        .flatMap(value -> fault(condition, value, statement.label()).stream()));
    }

    private static Optional<Fault> fault(Condition condition, String value, String label) {
        String key = condition.key().toLowerCase(Locale.ROOT);
        if (!key.equals(VIA) && !CALLED.contains(key)) {
            return Optional.empty();
        }
        String form = key.equals(VIA) ? "SERVICE.REGION.amazonaws.com" : "SERVICE.amazonaws.com";
        Matcher named = (key.equals(VIA) ? IN_REGION : ANYWHERE).matcher(closed(value));
        if (!named.matches()) {
            return value.contains("*") || value.contains("?")
                    ? Optional.empty()
                    : Optional.of(fault(condition, value, label, form));
        }
        String service = named.group(1);
        if (service.contains("*") || service.contains("?") || ServicePrincipals.isService(service)) {
            return Optional.empty();
        }
        String meant = IamActions.known()
                .nearestPrefix(service)
                .map(prefix -> "%s, with a service of AWS, such as %s".formatted(form, prefix))
                .orElse(form + ", with a service of AWS");
        return Optional.of(fault(condition, value, label, meant));
    }

    /** A wildcard in the place of each part that only Terraform knows. */
    private static String closed(String value) {
        return value.replaceAll("\\$\\{[^}]*\\}", "*");
    }

    private static Fault fault(Condition condition, String value, String label, String expected) {
        return new Fault(
                "Condition::%s::%s".formatted(condition.key(), value),
                "%s %s in statement %s".formatted(condition.key(), value, label),
                expected);
    }
}
