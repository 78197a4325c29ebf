package payments.infrastructure.deployments;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import payments.app.AcceptedFindings;
import payments.infrastructure.config.DeploymentLoader;
import payments.infrastructure.config.Selection;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.guardrail.Guardrails;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Severity;
import payments.testing.Deployments;
import payments.testing.Samples;
import payments.testing.Scratch;
import payments.testing.SynthesizedDeployment;

/** A file of {@code main/deployments}, synthesized once for all tests of a process. */
enum ReferenceDeployment {
    ACTIVE_PASSIVE("active-passive", Map.of("ENVIRONMENT_SUFFIX", "a1")),
    MIGRATION("migration", Map.of()),
    MOBILE_API("mobile-api", Map.of()),
    EVENT_DRIVEN("event-driven", Map.of()),
    MULTI_ENVIRONMENT("multi-environment", Map.of());

    private final String file;

    @SuppressWarnings("ImmutableEnumChecker") // Map.of makes it, which the checker cannot see.
    private final Map<String, String> variables;

    ReferenceDeployment(String file, Map<String, String> variables) {
        this.file = file;
        this.variables = variables;
    }

    /** The file as it stands, with nothing set but what it demands. */
    SynthesizedDeployment synthesized() {
        return Deployments.of(file);
    }

    /** The file with more environment variables, and with passages of its text replaced. */
    SynthesizedDeployment changed(Map<String, String> more, UnaryOperator<String> edit) {
        return SynthesizedDeployment.of(
                Scratch.folder("deployment"), edit.apply(SynthesizedDeployment.yaml(file)), all(more));
    }

    /** The file, loaded. */
    Deployment loaded(Map<String, String> more) {
        return DeploymentLoader.load(
                Path.of("main", "deployments", file + ".yaml"), all(more), Selection.from(all(more)));
    }

    /** What the guardrails find in a synthesis of this file that its suppressions do not accept. */
    List<String> findings(SynthesizedDeployment synthesized) {
        return new Guardrails()
                        .check(
                                Program.read(synthesized.folder().resolve("stacks"), synthesized.stacks()::containsKey),
                                AcceptedFindings.of(loaded(Map.of()).suppressions()),
                                Samples.DAY)
                        .findings(Severity.MEDIUM)
                        .stream()
                        .map(Result::message)
                        .toList();
    }

    private Map<String, String> all(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(variables);
        all.putAll(more);
        return all;
    }
}
