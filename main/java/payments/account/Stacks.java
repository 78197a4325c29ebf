package payments.account;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.model.Value;

/**
 * What the synthesized stacks would have in an account.
 *
 * @param program the stacks
 * @param account the number of the account that the credentials are of
 */
public record Stacks(Program program, String account) {
    /** What the model of the program writes for the number of an account that no provider names. */
    private static final Pattern OWN_NUMBER = Pattern.compile("\\$\\{account}");

    /** Every region in which something is deployed, and from which another is read. */
    Set<String> regions() {
        return program.resources()
                .map(Resource::region)
                .filter(region -> !region.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The resources of a type. */
    List<Resource> resources(String type) {
        return program.resources(type);
    }

    /** Those of them in a region. */
    Stream<Resource> in(String region, String type) {
        return program.resources(type).stream()
                .filter(resource -> resource.region().equals(region));
    }

    /** The regions that have a resource of a type. */
    Set<String> regionsWith(String type) {
        return program.resources(type).stream().map(Resource::region).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The numbers of the accounts that the stacks name. */
    Set<String> accounts() {
        return program.stacks().stream()
                .flatMap(stack -> stack.providers().stream())
                .map(provider -> provider.account())
                .filter(number -> !number.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether another deployment brings what an account has once. */
    boolean leaveTheAccountToAnother() {
        return program.stacks().stream().anyMatch(Stack::leavesTheAccountToAnother);
    }

    /** A text with the account's number in its place; empty where more of it is open. */
    String text(Value value) {
        String text = OWN_NUMBER.matcher(value.text()).replaceAll(account);
        return text.contains("${") ? "" : text;
    }
}
