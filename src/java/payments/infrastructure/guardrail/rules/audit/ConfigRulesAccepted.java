package payments.infrastructure.guardrail.rules.audit;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.AcceptanceRule;
import payments.infrastructure.guardrail.rules.Objections;
import payments.infrastructure.reality.ConfigRules;
import payments.infrastructure.reality.ConfigRules.ManagedRule;

/**
 * A managed rule of Config exists, is in the region, and has the parameters and the trigger that it has; a rule with a function or
 * a text of its own says that one. What Config needs first is made first: the recorder, then its channel, then the start and the
 * rules.
 *
 * @see <a href="https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigRule.html">AWS: PutConfigRule</a>
 * @see <a href="https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html">AWS: managed rules</a>
 */
@Guardrail(
        id = "config-rules-accepted",
        severity = Severity.HIGH,
        expects = "a rule that Config accepts, made after the recorder",
        fix = "write the identifier and the parameters of AWS's list, and depends_on for what Config needs first",
        why = "Config refuses the rule, and a requirement is not watched that the report says is",
        sources = "ours: Terraform takes any text for an identifier")
final class ConfigRulesAccepted extends AcceptanceRule {
    private static final String RULE = "aws_config_config_rule";
    private static final String RECORDER = "aws_config_configuration_recorder";
    private static final String STATUS = "aws_config_configuration_recorder_status";
    private static final String CHANNEL = "aws_config_delivery_channel";
    private static final String IDENTIFIER = "source.source_identifier";

    ConfigRulesAccepted() {
        super(RULE, "aws_config_organization_managed_rule", STATUS, CHANNEL);
    }

    @Override
    protected void examine(Resource resource, Objections objections) {
        switch (resource.type()) {
            case STATUS -> examineOrder(resource, CHANNEL, objections);
            case CHANNEL -> examineOrder(resource, RECORDER, objections);
            case RULE -> {
                examineOrder(resource, RECORDER, objections);
                examineSource(resource, objections);
            }
            default -> examineManaged(resource, "rule_identifier", objections);
        }
    }

    /** Where the program itself makes what Config needs first in the region, this is made after it. */
    private static void examineOrder(Resource resource, String firstType, Objections objections) {
        for (Resource first : resource.stack().program().resources(firstType)) {
            boolean here = first.stack().equals(resource.stack())
                    && first.region().equals(resource.region())
                    && first.provider().address().equals(resource.provider().address());
            if (here && !resource.isMadeAfter(first)) {
                objections.add(
                        first.address(),
                        "depends_on",
                        resource.attribute("depends_on").text(),
                        "%s, which Config needs first".formatted(first.address()));
            }
        }
    }

    private static void examineSource(Resource rule, Objections objections) {
        Value owner = rule.attribute("source.owner");
        Value identifier = rule.attribute(IDENTIFIER);
        if (owner.is("AWS")) {
            examineManaged(rule, IDENTIFIER, objections);
            objections.addEach(
                    rule,
                    "nothing: a managed rule brings its own",
                    "source.source_detail",
                    "source.custom_policy_details");
        } else if (owner.is("CUSTOM_LAMBDA")) {
            objections.addIf(
                    identifier.isAbsent()
                            || (identifier.isKnown() && !identifier.text().startsWith("arn:")),
                    rule,
                    IDENTIFIER,
                    "the ARN of a function");
            objections.addIf(
                    !rule.has("source.source_detail"), rule, "source.source_detail", "what calls the function");
        } else if (owner.is("CUSTOM_POLICY")) {
            objections.addIf(identifier.isPresent(), rule, IDENTIFIER, "nothing: the rule is a text of its own");
            objections.addIf(
                    !rule.has("source.custom_policy_details"),
                    rule,
                    "source.custom_policy_details",
                    "the text of the rule");
        }
    }

    private static void examineManaged(Resource rule, String attribute, Objections objections) {
        Value identifier = rule.attribute(attribute);
        if (!identifier.isKnown()) {
            objections.addIf(identifier.isAbsent(), rule, attribute, "the identifier of a managed rule");
            return;
        }
        Optional<ManagedRule> managed = ConfigRules.of(identifier.text());
        if (managed.isEmpty()) {
            objections.add(
                    rule,
                    attribute,
                    ConfigRules.nearest(identifier.text())
                            .map(other -> "a managed rule that AWS has, such as " + other)
                            .orElse("a managed rule that AWS has"));
            return;
        }
        ManagedRule known = managed.get();
        objections.addIf(
                !rule.region().isEmpty() && !known.isIn(rule.region()),
                rule,
                attribute,
                "a managed rule that %s has".formatted(rule.region()));
        Value frequency = rule.attribute("maximum_execution_frequency");
        objections.addIf(
                known.trigger().equals("changes") && Objections.isSaid(frequency),
                rule,
                "maximum_execution_frequency",
                "nothing: changes call %s, not the clock".formatted(known.identifier()));
        examineParameters(rule, known, objections);
    }

    private static void examineParameters(Resource rule, ManagedRule known, Objections objections) {
        Value written = rule.attribute("input_parameters");
        if (written.isPresent() && !written.isKnown() && written.text().startsWith("${")) {
            return;
        }
        Set<String> names = new TreeSet<>();
        for (Block parameters : rule.blocks("input_parameters")) {
            parameters.body().fieldNames().forEachRemaining(names::add);
        }
        for (String name : names) {
            if (!known.names().contains(name)) {
                objections.add(
                        name,
                        "input_parameters." + name,
                        rule.attribute("input_parameters." + name).text(),
                        known.names().isEmpty()
                                ? "no parameters: %s has none".formatted(known.identifier())
                                : "parameters of %s: %s"
                                        .formatted(known.identifier(), String.join(", ", known.names())));
            }
        }
        for (String name : known.required()) {
            if (!names.contains(name)) {
                objections.add(
                        "input_parameters." + name,
                        "(absent)",
                        "a value, which %s needs".formatted(known.identifier()));
            }
        }
    }
}
