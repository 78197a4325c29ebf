package payments.infrastructure.guardrail.access;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;

/**
 * Which accounts are ours: those in which the program makes something, as far as its providers say. A number that no provider
 * names is a stranger's. All that asks whose an account is asks here.
 *
 * @param known the accounts of the program's providers
 */
public record OwnAccounts(Set<String> known) {
    /** Stands for an account in tests and trials; AWS gives it to no customer. */
    private static final String PLACEHOLDER = "000000000000";

    /** An account that is written as a reference to what Terraform makes or reads, not as a variable that a user fills in. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(?:[\\w.-]+:)?(?!(?:var|local|each)\\.)[^}]*}.*");

    public OwnAccounts {
        known = Set.copyOf(known);
    }

    /** Those of a program. */
    public static OwnAccounts of(Program program) {
        return program.once(
                OwnAccounts.class,
                OwnAccounts.class,
                () -> new OwnAccounts(
                        program.resources().flatMap(OwnAccounts::accounts).collect(Collectors.toSet())));
    }

    private static Stream<String> accounts(Resource resource) {
        return Stream.concat(
                Stream.of(resource.account()),
                resource.provider().attribute("allowed_account_ids").texts());
    }

    /** Whether an account is ours. */
    public boolean isOwn(String account) {
        return known.contains(account)
                || account.equals(PLACEHOLDER)
                || REFERENCE.matcher(account).matches();
    }

    /** Whether a principal, as an account or an ARN, is of an account of ours; a reference to a role of the program is. */
    public boolean isOwnPrincipal(String principal) {
        return isOwn(account(principal));
    }

    /** The account of an ARN; of another text the text itself. */
    public static String account(String principal) {
        return Arns.account(principal);
    }
}
