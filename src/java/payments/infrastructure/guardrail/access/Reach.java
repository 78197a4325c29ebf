package payments.infrastructure.guardrail.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.reality.ArnForms;
import payments.infrastructure.reality.ArnForms.Named;

/**
 * How far a resource of a policy reaches: to one named thing and what belongs to it, or further. A wildcard may stand for what
 * belongs to a thing ({@code bucket/*}, {@code table/x/index/*}, the streams of a log group) and for the signs that AWS adds to
 * a name; in the name itself it reaches what others make: another project, another environment, tomorrow's secrets.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">AWS:
 *     the forms of ARNs</a>
 */
public final class Reach {
    /** Things whose numbers AWS draws, so that a policy that is written before them cannot name them. */
    private static final Set<String> DRAWN = Set.of("ec2", "elasticloadbalancing", "autoscaling");

    /** A dash and six signs: what Secrets Manager adds to the name of a secret. */
    private static final Pattern SECRET = Pattern.compile("[^*?]+-\\?{6}");

    /** The database's own number is drawn by AWS; the user is what is named. */
    private static final Pattern DATABASE_USER = Pattern.compile("dbuser:[^/]+/[^*?]+");

    /** A folder of parameters: at least of one project and one environment. */
    private static final Pattern FOLDER = Pattern.compile("/?[^/*?]+/[^/*?]+/.*");

    private Reach() {}

    /** Why a resource of a policy reaches further than one named thing; empty where it does not. */
    public static Optional<String> beyondOneThing(Program program, String resource) {
        if (!Arns.isGlob(resource)) {
            return Optional.empty();
        }
        List<String> parts = Arns.parts(resource);
        if (parts.size() < Arns.PARTS) {
            return resource.startsWith("${") ? Optional.empty() : Optional.of("everything that starts so");
        }
        String service = parts.get(2);
        if (Arns.isGlob(service)) {
            return Optional.of("several services");
        }
        if (DRAWN.contains(service)) {
            return Optional.empty();
        }
        if (Arns.isGlob(parts.get(Arns.ACCOUNT))) {
            return Optional.of("every account");
        }
        if (Arns.isGlob(parts.get(Arns.REGION))) {
            return Optional.of("every region");
        }
        return isOneThing(program, service, parts.get(Arns.PARTS - 1))
                ? Optional.empty()
                : Optional.of("more than one named thing");
    }

    private static boolean isOneThing(Program program, String service, String written) {
        int wildcard = Arns.firstWildcard(written);
        if (wildcard == written.length()) {
            return true;
        }
        String start = written.substring(0, wildcard);
        if (service.equals("rds-db")) {
            return DATABASE_USER.matcher(written).matches();
        }
        if (!ArnForms.known().isKnown(service)) {
            return !start.isEmpty() && !start.endsWith("/") && !start.endsWith(":");
        }
        Optional<Named> form = ArnForms.known().of(service, start);
        return form.isPresent()
                && (form.get().isWhole() || isOneThing(program, service, form.get(), written.substring(wildcard)));
    }

    /** Names that AWS completes, and folders. */
    private static boolean isOneThing(Program program, String service, Named form, String tail) {
        return switch (service) {
            case "secretsmanager" ->
                SECRET.matcher(form.rest() + tail).matches()
                        || (form.rest().endsWith("-")
                                && isNamed(
                                        program,
                                        "aws_secretsmanager_secret",
                                        form.rest().substring(0, form.rest().length() - 1)));
            case "states" ->
                form.before().equals("execution:") && isNamed(program, "aws_sfn_state_machine", form.rest());
            case "ssm" -> FOLDER.matcher(form.rest()).matches();
            default -> false;
        };
    }

    private static boolean isNamed(Program program, String type, String name) {
        return program.resources(type).stream()
                .anyMatch(resource -> resource.attribute("name").is(name));
    }
}
