package payments.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.guardrail.Catalogue;
import payments.infrastructure.guardrail.rule.RuleDefinition;
import payments.infrastructure.report.Bounded;
import payments.infrastructure.report.Explanation;
import payments.infrastructure.report.ExplanationFormat;
import payments.infrastructure.text.Nearest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Explains rules to the reader of a finding. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Explains rules of the guardrails: what each asks, why, which standards ask for it, what to change, and a bad and a good example.")
final class ExplainCommand extends PaymentsCommand {
    private static final int NEAREST = 3;
    private static final int LONGEST_NAME = 80;

    @Parameters(
            arity = "1..*",
            paramLabel = "RULE",
            description = "The id of a rule, as a finding shows it in brackets, such as s3-tls-only.")
    private List<String> rules = List.of();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, markdown or json. Default: text.")
    private ExplanationFormat format = ExplanationFormat.TEXT;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where it is written; missing folders are made. Default: standard output.")
    private @Nullable Path output;

    ExplainCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        List<Explanation> explanations = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String rule : rules.stream().map(ExplainCommand::id).distinct().toList()) {
            Optional<Explanation> explanation = Explanation.of(rule);
            if (explanation.isPresent()) {
                explanations.add(explanation.get());
            } else {
                unknown.add(rule);
            }
        }
        if (!unknown.isEmpty()) {
            throw new BadInputException(
                    unknown.stream().map(ExplainCommand::refusal).collect(Collectors.joining("\n")));
        }
        String text = format.render(explanations);
        if (output == null) {
            out().print(text);
        } else {
            ReportFile.write(output, text);
        }
        return ExitCode.DONE;
    }

    /** Findings of which there may be several have a qualifier in brackets behind the id. */
    private static String id(String written) {
        return written.strip().replaceFirst("^\\[", "").replaceFirst("[\\[\\]].*", "");
    }

    private static String refusal(String unknown) {
        return """
                payments: there is no rule of this name
                  at       RULE '%s'
                  needed   the id of a rule; main/docs/guardrails.md lists them
                  change   %s""".formatted(Bounded.text(unknown, LONGEST_NAME), suggestion(unknown));
    }

    /** A rule that a public check names as its equal, else those that are written most alike. */
    private static String suggestion(String unknown) {
        List<RuleDefinition> known = Catalogue.definitions();
        List<String> sameCheck = known.stream()
                .filter(rule -> rule.sources().stream().anyMatch(unknown::equalsIgnoreCase))
                .map(RuleDefinition::id)
                .toList();
        if (!sameCheck.isEmpty()) {
            return "name the rule that asks for the same: " + String.join(", ", sameCheck);
        }
        return "name one of the rules, such as "
                + Nearest.inOrder(
                                unknown, known.stream().map(RuleDefinition::id).toList())
                        .stream()
                        .limit(NEAREST)
                        .collect(Collectors.joining(", "));
    }
}
