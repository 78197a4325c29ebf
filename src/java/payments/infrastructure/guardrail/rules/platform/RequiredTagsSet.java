package payments.infrastructure.guardrail.rules.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Provider;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Default tags of every AWS provider say environment, owner, class of data and distance to cardholder data, so no resource can be
 * without. Names are read without case; "environment" and "team" count as env and owner. What one resource overrides is
 * judged there.
 *
 * @see <a href="https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html">AWS: tagging</a>
 */
@Guardrail(
        id = "required-tags",
        severity = Severity.MEDIUM,
        expects = "tags env, owner, data-class, and pci-scope with cde, connected or out",
        fix = "add them to default_tags of the provider",
        why = "What is not named in scope is forgotten by the next assessment",
        pci = "12.5.2",
        sources = "ours: Security Hub asks for tags in general (*.tagged), PCI DSS for the scope")
final class RequiredTagsSet extends Rule {
    @Override
    public Set<String> types() {
        return Set.of();
    }

    private static final Map<String, Set<String>> WANTED = new TreeMap<>(Map.of(
            "env", Set.of("env", "environment"),
            "owner", Set.of("owner", "team"),
            "data-class", Set.of("data-class", "dataclass", "data_class"),
            "pci-scope", Set.of("pci-scope")));
    private static final Set<String> SCOPES = Set.of("cde", "connected", "out");

    @Override
    protected void judge(Program program, Judging judging) {
        Map<Provider, List<Resource>> users = new LinkedHashMap<>();
        for (Stack stack : program.stacks()) {
            Map<String, List<Resource>> byProvider = stack.resources().stream()
                    .filter(resource -> resource.kind() == Resource.Kind.MANAGED
                            && resource.type().startsWith("aws_"))
                    .collect(Collectors.groupingBy(
                            resource -> resource.provider().address(), TreeMap::new, Collectors.toList()));
            byProvider.forEach((address, resources) -> users.put(stack.provider(address), resources));
        }
        users.forEach((provider, resources) -> {
            judging.about(
                    Subject.of(provider), verdicts -> judge(provider.defaultTags(), "default_tags.tags", verdicts));
            resources.stream()
                    .filter(resource -> resource.has("tags"))
                    .forEach(resource ->
                            judging.about(Subject.of(resource), verdicts -> judgeOverrides(resource, verdicts)));
        });
    }

    private void judge(Map<String, String> tags, String attribute, Verdicts verdicts) {
        WANTED.forEach((name, keys) -> {
            Optional<String> value = value(tags, keys);
            if (value.isEmpty() || value.get().isBlank()) {
                verdicts.fail(name, attribute, "without " + name);
            } else {
                verdicts.pass(attribute, name);
            }
        });
        judgeScope(tags, attribute, verdicts);
    }

    private void judgeOverrides(Resource resource, Verdicts verdicts) {
        verdicts.pass("tags", "own tags beside the default ones");
        Map<String, String> tags = resource.tags();
        WANTED.forEach((name, keys) -> {
            if (value(tags, keys).filter(String::isBlank).isPresent()) {
                verdicts.fail(name, "tags", "an empty " + name);
            }
        });
        judgeScope(tags, "tags", verdicts);
    }

    private void judgeScope(Map<String, String> tags, String attribute, Verdicts verdicts) {
        Optional<String> scope = value(tags, WANTED.getOrDefault("pci-scope", Set.of()));
        if (scope.isPresent() && !scope.get().isBlank() && !SCOPES.contains(scope.get())) {
            verdicts.fail("scope", attribute, "pci-scope = " + scope.get());
        }
    }

    private static Optional<String> value(Map<String, String> tags, Set<String> keys) {
        return tags.entrySet().stream()
                .filter(tag -> keys.contains(tag.getKey().toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
