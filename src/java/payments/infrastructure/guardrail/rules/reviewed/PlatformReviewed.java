package payments.infrastructure.guardrail.rules.reviewed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * Whatever this program synthesizes was reviewed: each type, each argument, and each value of those that protect. The other rules
 * say what is wrong by its meaning; this one is the net beneath them, for what no rule thinks of. Programs that others wrote are
 * not judged by it.
 */
@Guardrail(
        id = "platform-reviewed",
        severity = Severity.MEDIUM,
        expects = "only types, arguments and values on the reviewed list",
        fix = "take it back, or review it and add a line with the reason to"
                + " src/resources/payments/infrastructure/guardrail/rules/reviewed",
        why =
                "Each rule asks about something that somebody thought of; an edit that no rule knows would pass in silence",
        pci = "2.2.1",
        sources = "ours: public checks know single arguments, and pass every type that they do not know")
final class PlatformReviewed extends Rule {
    private static final ReviewedList LIST = ReviewedList.committed();

    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    protected void judge(Program program, Judging judging) {
        if (!Origin.isOurs(program)) {
            return;
        }
        for (Stack stack : program.stacks()) {
            judging.about(Subject.of(stack), verdicts -> settings(stack, verdicts));
            stack.providers().stream()
                    .filter(Provider::isDeclared)
                    .forEach(provider -> judging.about(Subject.of(provider), verdicts -> provider(provider, verdicts)));
            stack.resources()
                    .forEach(resource -> judging.about(Subject.of(resource), verdicts -> judge(resource, verdicts)));
        }
    }

    private static void judge(Resource resource, Verdicts verdicts) {
        String kind = resource.kind() == Resource.Kind.MANAGED
                ? ""
                : resource.kind().name().toLowerCase(Locale.ROOT) + ".";
        String type = kind + resource.type();
        LIST.of(type, resource.path())
                .ifPresentOrElse(
                        reviewed -> {
                            Review review = new Review(verdicts, Optional.of(resource));
                            review.compare(resource, reviewed, "");
                            review.companions(resource, reviewed);
                            sound(review, verdicts);
                        },
                        () -> verdicts.fail(
                                Severity.HIGH, "", type, "only types that were reviewed; this one was not"));
    }

    private static void provider(Provider provider, Verdicts verdicts) {
        String type = "provider." + provider.address().replaceFirst("\\..*", "");
        LIST.of(type)
                .ifPresentOrElse(
                        reviewed -> {
                            Review review = new Review(verdicts, Optional.empty());
                            review.compare(provider, reviewed, "");
                            sound(review, verdicts);
                        },
                        () -> verdicts.fail(
                                Severity.HIGH, "", type, "only providers that were reviewed; this one was not"));
    }

    /** Everything of a stack that is no resource and no provider. */
    private static void settings(Stack stack, Verdicts verdicts) {
        Review review = new Review(verdicts, Optional.empty());
        boolean sections = true;
        review.compare(stack.terraform(), LIST.of("terraform").orElseThrow(), "terraform.");
        for (Map.Entry<String, JsonNode> section : stack.root().properties()) {
            String name = section.getKey();
            switch (name) {
                case "//", "resource", "data", "ephemeral", "provider", "terraform" -> {
                    // Comments, and what is judged by itself.
                }
                case "output" ->
                    review.compare(stack.section(name), LIST.of(name).orElseThrow(), name + ".");
                default -> {
                    if (!section.getValue().isEmpty()) {
                        sections = false;
                        verdicts.fail(
                                Severity.HIGH,
                                name,
                                String.join(", ", (Iterable<String>) section.getValue()::fieldNames),
                                "only what this program writes: resources, data, providers, outputs and settings");
                    }
                }
            }
        }
        if (sections) {
            sound(review, verdicts);
        }
    }

    private static void sound(Review review, Verdicts verdicts) {
        if (review.isClean()) {
            verdicts.pass("", "everything in it was reviewed");
        }
    }
}
