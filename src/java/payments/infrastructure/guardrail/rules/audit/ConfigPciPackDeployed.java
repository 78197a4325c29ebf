package payments.infrastructure.guardrail.rules.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;

/**
 * AWS Config judges what is deployed by its pack of rules for PCI DSS v4.0, which finds what was changed by hand.
 *
 * @see <a href="https://docs.aws.amazon.com/config/latest/developerguide/operational-best-practices-for-pci-dss-v4-including-global-resource-types.html">AWS: conformance pack</a>
 */
@Guardrail(
        id = "config-pci-pack",
        severity = Severity.LOW,
        expects = "a conformance pack for PCI DSS",
        fix = "add aws_config_conformance_pack with the pack \"Operational Best Practices for PCI DSS v4.0\"",
        why = "These guardrails see what is written, not what is changed afterwards",
        pci = "11.5.2",
        sources = "awslabs pack v4.0")
final class ConfigPciPackDeployed extends Rule {
    @Override
    public Set<String> types() {
        return Set.of("aws_config_conformance_pack", "aws_config_organization_conformance_pack");
    }

    private static final Pattern PCI = Pattern.compile("(?i)pci[-_ ]?dss|\\bpci\\b");

    @Override
    protected void judge(Program program, Judging judging) {
        for (List<Stack> stacks : Trails.environments(program)) {
            List<Resource> packs = new ArrayList<>(Trails.of(stacks, "aws_config_conformance_pack"));
            packs.addAll(Trails.of(stacks, "aws_config_organization_conformance_pack"));
            Optional<Resource> found =
                    packs.stream().filter(ConfigPciPackDeployed::isForPci).findFirst();
            if (found.isPresent()) {
                judging.about(
                        Subject.of(found.get()),
                        verdicts -> verdicts.pass("template_body", found.get().address()));
            } else {
                judging.about(
                        Subject.of(stacks.get(0)),
                        verdicts -> verdicts.fail(
                                "aws_config_conformance_pack", packs.size() + " packs, none for PCI DSS"));
            }
        }
    }

    private static boolean isForPci(Resource pack) {
        return Stream.of("name", "template_body", "template_s3_uri")
                        .anyMatch(attribute ->
                                PCI.matcher(pack.attribute(attribute).text()).find())
                && (pack.has("template_body") || pack.has("template_s3_uri"));
    }
}
