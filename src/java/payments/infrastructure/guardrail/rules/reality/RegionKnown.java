package payments.infrastructure.guardrail.rules.reality;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Provider;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.reality.Datasets;
import payments.infrastructure.reality.Regions;

/**
 * Every region that a provider or a resource names exists. One that an account must enable first is a warning. Regions of other
 * partitions than the commercial one are taken as they are written.
 *
 * @see <a href="https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html">AWS: regions of an account</a>
 */
@Guardrail(
        id = "region-known",
        severity = Severity.HIGH,
        expects = "a region of AWS, and one that the account has enabled",
        fix =
                "correct the code of the region; enable a region under 'AWS Regions' of the account before the first apply",
        why =
                "Names of regions that do not exist match nothing in a policy, and a region that is off refuses every call",
        sources = "ours: a policy with a mistyped region is valid JSON")
final class RegionKnown extends Rule {
    /** What looks like a region's code; the letter of a zone may follow. */
    private static final Pattern CODE = Pattern.compile(
            "(?<![a-z0-9])(?:af|ap|ca|eu|il|me|mx|sa|us)-(?:central|(?:north|south)?(?:east|west)|north|south)-[0-9]+(?=[a-f]?(?![a-z0-9]))");

    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    protected void judge(Program program, Judging judging) {
        for (Stack stack : program.stacks()) {
            stack.providers().stream()
                    .filter(provider -> provider.address().matches("aws(\\..*)?")
                            && !provider.region().isEmpty())
                    .forEach(provider -> judging.about(Subject.of(provider), verdicts -> judge(provider, verdicts)));
            stack.resources().forEach(resource -> judge(resource, judging));
        }
    }

    private void judge(Provider provider, Verdicts verdicts) {
        String region = provider.region();
        if (CODE.matcher(region).matches() ? !Regions.exist(region) : !isOfAnotherPartition(region)) {
            verdicts.fail("", "region", region, known());
        } else if (Regions.exist(region) && Regions.of(region).optIn()) {
            verdicts.fail(
                    Severity.LOW,
                    "region",
                    region,
                    "that the account has enabled %s (%s): no account has it from its beginning"
                            .formatted(region, Regions.of(region).place()));
        } else {
            verdicts.pass("region", region);
        }
    }

    private static boolean isOfAnotherPartition(String region) {
        return region.matches("(cn|us-gov|us-iso[a-z]?|eusc-de|eu-isoe)-[a-z]+-[0-9]");
    }

    private void judge(Resource resource, Judging judging) {
        Set<String> unknown = new TreeSet<>();
        search(resource.body(), unknown);
        if (!unknown.isEmpty()) {
            judging.about(
                    Subject.of(resource),
                    verdicts -> unknown.forEach(code -> verdicts.fail(code, "region", code, known())));
        }
    }

    private static void search(JsonNode node, Set<String> unknown) {
        if (node.isTextual() && node.textValue().indexOf('-') < 0) {
            return;
        }
        if (node.isTextual()) {
            Matcher code = CODE.matcher(node.textValue());
            while (code.find()) {
                if (!Regions.exist(code.group())) {
                    unknown.add(code.group());
                }
            }
            return;
        }
        node.forEach(child -> search(child, unknown));
    }

    private static String known() {
        return "a region that AWS had on %s: %s"
                .formatted(Datasets.of("regions").date(), String.join(", ", Regions.codes()));
    }
}
