package payments.infrastructure.guardrail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Subject;

/**
 * Puts findings together that have one cause, so that a reader sees each cause once. Findings belong together when
 *
 * <ul>
 *   <li>they are about the same attribute of the same resource, or a block of it;
 *   <li>one of them, in its own words, names the resource of the other, such as the policy that allows too much;
 *   <li>a rule finds the same in several resources and names what they have in common, such as a subnet that is public;
 *   <li>one of them is of the rule that knows the reviewed values only: where a more specific rule speaks, that one comes first.
 * </ul>
 */
final class Causes {
    /** Says that something differs from what was reviewed, and not what is wrong with it. */
    private static final String REVIEWED = "platform-reviewed";

    /** Says that a name leads nowhere; what other rules miss at its end follows from that. */
    private static final String DANGLING = "no-dangling-reference";

    private static final int LONGEST_SEARCHED = 2_000;
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^{}]*\\}");
    private static final Pattern ADDRESS =
            Pattern.compile("(?:([A-Za-z0-9_-]+)/)?(?<![A-Za-z0-9_.])([a-z][a-z0-9]*_[a-z0-9_]+\\.[A-Za-z0-9_-]+)");

    private final List<Result> findings;
    private final int[] leader;
    private final Set<Integer> named = new HashSet<>();
    private final Map<String, List<Integer>> byAddress = new HashMap<>();

    private record Place(String stack, String address) {}

    private Causes(List<Result> findings) {
        this.findings = findings;
        this.leader = new int[findings.size()];
        for (int i = 0; i < leader.length; i++) {
            leader[i] = i;
            byAddress
                    .computeIfAbsent(findings.get(i).subject().address(), none -> new ArrayList<>())
                    .add(i);
        }
    }

    /** The causes of these findings, in the order of their gravest ones. */
    static List<Cause> of(List<Result> findings) {
        Causes causes = new Causes(findings);
        causes.joinAttributes();
        causes.joinReviewed();
        causes.joinNamed();
        return causes.list();
    }

    private void joinAttributes() {
        Map<List<String>, Integer> first = new HashMap<>();
        for (int i = 0; i < leader.length; i++) {
            Result finding = findings.get(i);
            Subject subject = finding.subject();
            // What a stack says as a whole has no attribute in common.
            String more = subject.type().equals("terraform") ? finding.attribute() + finding.value() : "";
            List<String> place =
                    List.of(subject.stack(), subject.path(), subject.address(), root(finding.attribute()), more);
            int index = i;
            join(i, first.computeIfAbsent(place, none -> index));
        }
    }

    private static String root(String attribute) {
        return attribute.split("[.\\[]", 2)[0];
    }

    private void joinReviewed() {
        Map<Place, Integer> gravest = new HashMap<>();
        for (int i = 0; i < leader.length; i++) {
            int candidate = i;
            gravest.merge(place(i), i, (one, other) -> isBefore(candidate, one) ? candidate : one);
        }
        for (int i = 0; i < leader.length; i++) {
            Subject subject = findings.get(i).subject();
            if (isOf(REVIEWED, findings.get(i)) && !subject.type().equals("terraform")) {
                join(i, Objects.requireNonNull(gravest.get(place(i))));
            }
        }
    }

    private Place place(int i) {
        Subject subject = findings.get(i).subject();
        return new Place(subject.stack(), subject.address());
    }

    private void joinNamed() {
        Map<List<String>, Integer> same = new HashMap<>();
        for (int i = 0; i < leader.length; i++) {
            Result finding = findings.get(i);
            Map<String, @Nullable String> addresses = addresses(finding);
            if (!addresses.isEmpty()) {
                List<String> said =
                        List.of(finding.rule().id(), finding.qualifier(), finding.attribute(), finding.value());
                int index = i;
                join(i, same.computeIfAbsent(said, none -> index));
            }
            for (Map.Entry<String, @Nullable String> address : addresses.entrySet()) {
                Integer there = gravestOf(address.getKey(), address.getValue(), finding);
                if (there != null) {
                    named.add(there);
                    join(i, there);
                }
            }
        }
    }

    /** The addresses that a finding names in its own words, each with the stack before it; a value that refers to something does not. */
    private static Map<String, @Nullable String> addresses(Result finding) {
        String value = finding.value();
        String text = finding.qualifier() + " " + value.substring(0, Math.min(value.length(), LONGEST_SEARCHED));
        Map<String, @Nullable String> found = new LinkedHashMap<>();
        Matcher address = ADDRESS.matcher(REFERENCE.matcher(text).replaceAll(" "));
        while (address.find()) {
            if (!address.group(2).equals(finding.subject().address())) {
                found.putIfAbsent(address.group(2), address.group(1));
            }
        }
        return found;
    }

    /** The gravest finding of a resource, if it is clear which resource is meant: in the stack that is named, in the same, or in the only one. */
    private @Nullable Integer gravestOf(String address, @Nullable String stack, Result by) {
        List<Integer> there = byAddress.getOrDefault(address, List.of());
        Set<String> stacks = new LinkedHashSet<>();
        there.forEach(i -> stacks.add(findings.get(i).subject().stack()));
        String meant = stack != null && stacks.contains(stack)
                ? stack
                : stacks.contains(by.subject().stack()) || stacks.size() != 1
                        ? by.subject().stack()
                        : stacks.iterator().next();
        return there.stream()
                .filter(i -> findings.get(i).subject().stack().equals(meant))
                .min((one, other) -> one.equals(other) ? 0 : isBefore(one, other) ? -1 : 1)
                .orElse(null);
    }

    private boolean isBefore(int one, int other) {
        return order().compare(one, other) < 0;
    }

    /** The gravest first; a name that leads nowhere before what follows from it; what a specific rule says before what only differs; what others name before what names it. */
    private Comparator<Integer> order() {
        return Comparator.comparing((Integer i) -> findings.get(i).rule().severity())
                .reversed()
                .thenComparing(i -> !isOf(DANGLING, findings.get(i)))
                .thenComparing(i -> isOf(REVIEWED, findings.get(i)))
                .thenComparing(i -> !named.contains(i))
                .thenComparing(Comparator.naturalOrder());
    }

    private static boolean isOf(String rule, Result finding) {
        return finding.rule().id().equals(rule);
    }

    private int leaderOf(int i) {
        int top = i;
        while (leader[top] != top) {
            leader[top] = leader[leader[top]];
            top = leader[top];
        }
        return top;
    }

    private void join(int one, int other) {
        leader[leaderOf(one)] = leaderOf(other);
    }

    private List<Cause> list() {
        Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < leader.length; i++) {
            groups.computeIfAbsent(leaderOf(i), none -> new ArrayList<>()).add(i);
        }
        Comparator<Integer> order = order();
        return groups.values().stream()
                .map(group -> group.stream().sorted(order).toList())
                .sorted(Comparator.comparing((List<Integer> group) -> group.get(0), order))
                .map(group -> group.stream().map(findings::get).toList())
                .map(group -> new Cause(group.get(0), group.subList(1, group.size())))
                .toList();
    }
}
