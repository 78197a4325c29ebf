package payments.infrastructure.guardrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdict;
import payments.infrastructure.report.Json;

/**
 * Makes the examples of {@code payments explain} from the cases of a rule: of each case what the rule needs to say the same, and of all
 * pairs of a bad and a good one the shortest, and the most alike. A case with {@code example: true} is preferred.
 */
final class RuleExampleMaker {
    private static final int MOST_CANDIDATES = 12;
    private static final int ANOTHER_STACK = 40;
    private static final int ANOTHER_TYPE = 60;
    private static final int CLOUD_CONTROL = 80;
    private static final int SAME_ATTRIBUTE = 40;
    private static final int PREFERRED = 10_000;

    private final Rule rule;

    RuleExampleMaker(Rule rule) {
        this.rule = rule;
    }

    /** A program with what the rule says of one subject of it. */
    private record Candidate(Map<String, JsonNode> stacks, Result result, boolean preferred) {
        int cost() {
            int unusual = result.subject().type().equals("aws_cloudcontrolapi_resource") ? CLOUD_CONTROL : 0;
            return lines().size() + unusual + (stacks.size() - 1) * ANOTHER_STACK - (preferred ? PREFERRED : 0);
        }

        List<String> lines() {
            return stacks.values().stream()
                    .flatMap(stack -> Json.pretty(stack).lines())
                    .map(line -> line.strip().replaceFirst(",$", ""))
                    .toList();
        }
    }

    /** Both examples, in the form of the file. */
    Optional<ObjectNode> examples(List<RuleCase> cases) {
        List<Candidate> bad = shortest(cases, Verdict.FAIL);
        List<Candidate> good = shortest(cases, Verdict.PASS);
        Candidate badOne = null;
        Candidate goodOne = null;
        int least = Integer.MAX_VALUE;
        for (Candidate one : bad) {
            for (Candidate other : good) {
                int cost = one.cost() + other.cost() + 2 * difference(one, other);
                if (cost < least) {
                    least = cost;
                    badOne = one;
                    goodOne = other;
                }
            }
        }
        if (badOne == null || goodOne == null) {
            return Optional.empty();
        }
        ObjectNode examples = JsonNodeFactory.instance.objectNode();
        examples.set("bad", written(badOne));
        examples.set("good", written(goodOne));
        return Optional.of(examples);
    }

    private static ObjectNode written(Candidate candidate) {
        ObjectNode written = JsonNodeFactory.instance.objectNode();
        written.put("address", candidate.result().subject().address());
        ObjectNode stacks = written.putObject("stacks");
        candidate.stacks().forEach(stacks::set);
        return written;
    }

    private static int difference(Candidate one, Candidate other) {
        Map<String, Integer> count = new HashMap<>();
        one.lines().forEach(line -> count.merge(line, 1, Integer::sum));
        other.lines().forEach(line -> count.merge(line, -1, Integer::sum));
        int lines = count.values().stream().mapToInt(Math::abs).sum();
        if (one.result().attribute().equals(other.result().attribute())) {
            lines -= SAME_ATTRIBUTE;
        }
        return one.result().subject().type().equals(other.result().subject().type()) ? lines : lines + ANOTHER_TYPE;
    }

    private List<Candidate> shortest(List<RuleCase> cases, Verdict verdict) {
        List<Candidate> found = new ArrayList<>();
        for (RuleCase written : cases) {
            boolean preferred = written.body().path("example").asBoolean();
            Map<String, JsonNode> stacks = written.stacks();
            Set<Subject> subjects = new LinkedHashSet<>();
            for (Result result : judge(stacks)) {
                if (result.verdict() == verdict && subjects.add(result.subject()) && subjects.size() <= 8) {
                    shrunk(stacks, result, preferred).ifPresent(found::add);
                }
            }
        }
        return found.stream()
                .sorted(Comparator.comparingInt(Candidate::cost))
                .limit(MOST_CANDIDATES)
                .toList();
    }

    private Optional<Candidate> shrunk(Map<String, JsonNode> stacks, Result wanted, boolean preferred) {
        Predicate<Map<String, JsonNode>> holds = tried -> judge(tried, wanted) != null;
        boolean whole = preferred && wanted.subject().type().equals("terraform");
        Map<String, JsonNode> least = whole ? stacks : without(stacks, wanted, holds);
        Map<String, JsonNode> plain = plain(least);
        if (holds.test(plain)) {
            least = plain;
        }
        Result result = judge(least, wanted);
        boolean faulty = wanted.verdict() == Verdict.PASS
                && judge(least).stream().anyMatch(other -> other.verdict() == Verdict.FAIL);
        return result == null || faulty || isEmpty(least)
                ? Optional.empty()
                : Optional.of(new Candidate(least, result, preferred));
    }

    /** Nothing is found in nothing, and nobody learns by that. */
    private static boolean isEmpty(Map<String, JsonNode> stacks) {
        return stacks.values().stream()
                .allMatch(stack -> stack.size() == 1
                        && stack.path("provider")
                                .path("aws")
                                .path("region")
                                .asText()
                                .equals("us-east-1")
                        && stack.path("provider").path("aws").size() == 1);
    }

    private static Map<String, JsonNode> without(
            Map<String, JsonNode> stacks, Result wanted, Predicate<Map<String, JsonNode>> holds) {
        Map<String, JsonNode> least = stacks;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (Map<String, JsonNode> tried : eachWithoutOne(least, wanted)) {
                if (holds.test(tried)) {
                    least = tried;
                    smaller = true;
                    break;
                }
            }
        }
        return least;
    }

    /** The program without one stack, section or resource to which nothing refers. */
    private static List<Map<String, JsonNode>> eachWithoutOne(Map<String, JsonNode> stacks, Result wanted) {
        List<Map<String, JsonNode>> all = new ArrayList<>();
        for (String name : stacks.keySet()) {
            if (stacks.size() > 1 && !name.equals(wanted.subject().stack())) {
                Map<String, JsonNode> tried = copy(stacks);
                tried.remove(name);
                all.add(tried);
            }
            JsonNode stack = Objects.requireNonNull(stacks.get(name));
            stack.fieldNames().forEachRemaining(section -> {
                if (!section.equals("provider")) {
                    for (String path : members(section, stack.path(section))) {
                        Map<String, JsonNode> tried = copy(stacks);
                        remove(Objects.requireNonNull(tried.get(name)), section, path);
                        String[] parts = path.split("/", 2);
                        if (parts.length < 2 || !names(tried, parts[0] + "." + parts[1])) {
                            all.add(tried);
                        }
                    }
                }
            });
        }
        return all;
    }

    private static List<String> members(String section, JsonNode node) {
        List<String> paths = new ArrayList<>();
        if (section.equals("resource") || section.equals("data")) {
            node.properties().forEach(type -> type.getValue()
                    .fieldNames()
                    .forEachRemaining(name -> paths.add(type.getKey() + "/" + name)));
        } else if (node.isObject() && !section.equals("//") && !section.equals("terraform")) {
            node.fieldNames().forEachRemaining(paths::add);
        } else {
            paths.add("");
        }
        return paths;
    }

    private static void remove(JsonNode stack, String section, String path) {
        if (path.isEmpty()) {
            ((ObjectNode) stack).remove(section);
            return;
        }
        String[] parts = path.split("/", 2);
        ObjectNode parent = (ObjectNode) stack.path(section);
        if (parts.length == 2) {
            ((ObjectNode) parent.path(parts[0])).remove(parts[1]);
            if (parent.path(parts[0]).isEmpty()) {
                parent.remove(parts[0]);
            }
        } else {
            parent.remove(path);
        }
        if (parent.isEmpty()) {
            ((ObjectNode) stack).remove(section);
        }
    }

    private static boolean names(Map<String, JsonNode> stacks, String address) {
        Pattern whole = Pattern.compile("(?<![\\w.])" + Pattern.quote(address) + "(?![\\w-])");
        return stacks.values().stream()
                .anyMatch(stack -> whole.matcher(stack.toString()).find());
    }

    private static Map<String, JsonNode> copy(Map<String, JsonNode> stacks) {
        Map<String, JsonNode> copy = new LinkedHashMap<>();
        stacks.forEach((name, stack) -> copy.put(name, stack.deepCopy()));
        return copy;
    }

    /** One provider without a name, as most programs have it. */
    private static Map<String, JsonNode> plain(Map<String, JsonNode> stacks) {
        Map<String, JsonNode> plain = copy(stacks);
        plain.values().forEach(stack -> {
            ((ObjectNode) stack).putObject("provider").putObject("aws").put("region", "us-east-1");
            for (String section : List.of("resource", "data")) {
                stack.path(section)
                        .forEach(type -> type.forEach(resource -> {
                            if (resource instanceof ObjectNode object
                                    && object.path("provider").asText().equals("aws.us-east-1")) {
                                object.remove("provider");
                            }
                        }));
            }
        });
        return plain;
    }

    /** What the rule says of the subject, if it says the same; what is good has no other fault. */
    private @Nullable Result judge(Map<String, JsonNode> stacks, Result wanted) {
        List<Result> results = judge(stacks);
        boolean good = wanted.verdict() == Verdict.PASS;
        if (good
                && results.stream()
                        .anyMatch(result -> result.verdict() == Verdict.FAIL
                                && result.subject()
                                        .address()
                                        .equals(wanted.subject().address()))) {
            return null;
        }
        return results.stream()
                .filter(result -> result.verdict() == wanted.verdict()
                        && result.subject().address().equals(wanted.subject().address())
                        && result.subject().stack().equals(wanted.subject().stack())
                        && result.attribute().equals(wanted.attribute())
                        && (good || result.qualifier().equals(wanted.qualifier()))
                        && !result.value().contains("a bug in the rule"))
                .findFirst()
                .orElse(null);
    }

    private List<Result> judge(Map<String, JsonNode> stacks) {
        return rule.results(Program.of(stacks));
    }
}
