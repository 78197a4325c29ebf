package payments.infrastructure.guardrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Verdict;

/**
 * One case of one rule, as {@code test/resources/guardrail/README.md} describes it.
 *
 * @param rule the id of the rule
 * @param body the case as it is written
 */
record RuleCase(String rule, JsonNode body) {
    private static final String ONLY_STACK = "prod-us-east-1";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    String name() {
        return rule + ": " + body.path("name").asText("a case without a name");
    }

    String hole() {
        return body.path("hole").asText("");
    }

    boolean expects(Verdict verdict) {
        return !expectations(verdict).isEmpty();
    }

    /** What the rule said that was not expected, and what it did not say; empty when all is as expected. */
    String difference(Rule judge) {
        List<Result> results = judge.results(program());
        Map<Verdict, Set<String>> expected = new TreeMap<>();
        Map<Verdict, Set<String>> found = new TreeMap<>();
        for (Verdict verdict : List.of(Verdict.PASS, Verdict.NOT_APPLICABLE, Verdict.UNKNOWN, Verdict.FAIL)) {
            Set<String> wanted = expectations(verdict);
            Set<String> given = said(results, verdict);
            if (verdict == Verdict.PASS) {
                given.removeIf(address ->
                        said(results, Verdict.FAIL).stream().anyMatch(fail -> fail.startsWith(address + " ")));
            }
            if (verdict != Verdict.FAIL) {
                given.retainAll(wanted);
            }
            if (!wanted.equals(given)) {
                expected.put(verdict, wanted);
                found.put(verdict, given);
            }
        }
        return expected.isEmpty()
                ? ""
                : "expected " + expected + "\nfound    " + found + "\nall the rule said:\n"
                        + results.stream()
                                .map(result -> "  " + result.verdict() + " " + result.message())
                                .collect(Collectors.joining("\n"));
    }

    private Set<String> said(List<Result> results, Verdict verdict) {
        return results.stream()
                .filter(result -> result.verdict() == verdict)
                .map(result -> address(result) + (verdict == Verdict.FAIL ? " " + result.attribute() : ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String address(Result result) {
        String address = result.subject().address();
        return body.has("stacks") ? result.subject().stack() + "/" + address : address;
    }

    private Set<String> expectations(Verdict verdict) {
        String key =
                switch (verdict) {
                    case PASS -> "passes";
                    case FAIL -> "fails";
                    case NOT_APPLICABLE -> "notApplicable";
                    case UNKNOWN -> "unknown";
                    case SUPPRESSED -> throw new IllegalArgumentException("no rule suppresses");
                };
        Set<String> expected = new TreeSet<>();
        JsonNode written = body.path(key);
        written.properties().forEach(entry -> elements(entry.getValue())
                .forEach(attribute -> expected.add(entry.getKey() + " " + attribute.asText())));
        if (written.isArray()) {
            written.forEach(address -> expected.add(address.asText()));
        }
        return expected;
    }

    private static Iterable<JsonNode> elements(JsonNode node) {
        return node.isArray() ? node : List.of(node);
    }

    Program program() {
        return Program.of(stacks());
    }

    /** What the case shows, as Terraform JSON by stack. */
    Map<String, JsonNode> stacks() {
        Map<String, JsonNode> stacks = new LinkedHashMap<>();
        if (body.has("stacks")) {
            body.path("stacks").properties().forEach(stack -> stacks.put(stack.getKey(), stack(stack.getValue())));
        } else {
            stacks.put(ONLY_STACK, stack(body));
        }
        return stacks;
    }

    private static JsonNode stack(JsonNode written) {
        ObjectNode stack = NODES.objectNode();
        for (String section : List.of(
                "//",
                "data",
                "ephemeral",
                "import",
                "output",
                "locals",
                "module",
                "moved",
                "removed",
                "terraform",
                "variable",
                "provider")) {
            if (written.has(section)) {
                stack.set(section, written.get(section).deepCopy());
            }
        }
        if (written.has("resources")) {
            stack.set("resource", written.get("resources").deepCopy());
        }
        if (!stack.has("provider")) {
            stack.putObject("provider").set("aws", providers());
        }
        for (String section : List.of("resource", "data")) {
            StreamSupport.stream(stack.path(section).spliterator(), false)
                    .flatMap(type -> StreamSupport.stream(type.spliterator(), false))
                    .filter(resource -> !resource.has("provider"))
                    .forEach(resource -> ((ObjectNode) resource).put("provider", "aws.us-east-1"));
        }
        return stack;
    }

    private static ArrayNode providers() {
        ArrayNode providers = NODES.arrayNode();
        providers.add(provider("us-east-1", "us-east-1", "prod"));
        providers.add(provider("eu-west-1", "eu-west-1", "prod"));
        providers.add(provider("dev", "us-east-1", "dev"));
        return providers;
    }

    private static ObjectNode provider(String alias, String region, String environment) {
        ObjectNode provider = NODES.objectNode().put("alias", alias).put("region", region);
        ObjectNode tags = provider.putArray("default_tags").addObject().putObject("tags");
        tags.put("Environment", environment);
        if (environment.equals("dev")) {
            // What is not classified is judged as production, whatever it is called.
            tags.put("pci-scope", "out").put("data-class", "internal");
        }
        return provider;
    }
}
