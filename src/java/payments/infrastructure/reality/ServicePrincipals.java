package payments.infrastructure.reality;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names under which services of AWS act, such as {@code lambda.amazonaws.com}. AWS has no list of them; most are the prefix of the
 * service's actions. A name is called wrong only where it has no form of a principal, is a usual mistake, or is one slip away from
 * a service that there is: others are not judged.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services">AWS:
 *     service principals</a>
 */
public final class ServicePrincipals {
    private static final Pattern FORM = Pattern.compile(
            "(?:[a-z0-9-]+\\.)*?([a-z0-9-]+)(?:\\.[a-z]{2}(?:-[a-z]+)+-[0-9])?\\.amazonaws\\.com(?:\\.cn)?");

    /** Alexa's, those that AWS uses inside, and those of partitions that are closed. */
    private static final Pattern OTHER_FORMS = Pattern.compile(
            "alexa-[a-z-]+\\.amazon\\.com|.*\\.aws\\.internal|.*\\.(amazonaws\\.eu|c2s\\.ic\\.gov|sc2s\\.sgov\\.gov)");

    /** Services whose name as a principal is no prefix of actions. */
    private static final Set<String> NO_PREFIX = Set.of(
            "chimevoiceconnector",
            "config-multiaccountsetup",
            "costalerts",
            "directoryservice",
            "ec2fleet",
            "ecs-tasks",
            "edgelambda",
            "eks-fargate",
            "eks-fargate-pods",
            "eks-nodegroup",
            "lexv2",
            "opensearchservice",
            "ops",
            "osis-pipelines",
            "spot",
            "spotfleet",
            "vmie",
            "vpc-flow-logs",
            "waf-regional");

    private static final Map<String, String> MISTAKES = Map.of(
            "alb", "elasticloadbalancing",
            "cloudwatchevents", "events",
            "cloudwatchlogs", "logs",
            "elb", "elasticloadbalancing",
            "eventbridge", "events",
            "loadbalancing", "elasticloadbalancing",
            "stepfunctions", "states");

    private ServicePrincipals() {}

    /** Whether a service has this name, as a principal or as the prefix of its actions. */
    public static boolean isService(String name) {
        return NO_PREFIX.contains(name) || IamActions.known().hasPrefix(name);
    }

    /**
     * What a principal should be instead.
     *
     * @return empty where it is a service's name, may be one, or is not wholly known
     */
    public static Optional<String> corrected(String principal) {
        if (principal.contains("${") || principal.contains("*") || principal.contains("?")) {
            return Optional.empty();
        }
        String lower = principal.toLowerCase(Locale.ROOT);
        Matcher named = FORM.matcher(lower);
        if (!named.matches()) {
            return OTHER_FORMS.matcher(lower).matches()
                    ? Optional.empty()
                    : Optional.of("the form SERVICE.amazonaws.com, such as lambda.amazonaws.com");
        }
        String service = named.group(1);
        if (isService(service)) {
            return Optional.empty();
        }
        return Optional.ofNullable(MISTAKES.get(service))
                .or(() -> IamActions.known().nearestPrefix(service))
                .map(meant -> meant + ".amazonaws.com");
    }
}
