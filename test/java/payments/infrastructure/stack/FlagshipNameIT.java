package payments.infrastructure.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.DeploymentLoader;
import payments.infrastructure.config.Selection;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.consistency.Consistency;
import payments.infrastructure.consistency.EnvironmentFacts;
import payments.infrastructure.consistency.Finding;
import payments.infrastructure.consistency.SettingEffects;
import payments.infrastructure.guardrail.model.Program;
import payments.testing.BusyBindings;
import payments.testing.Scratch;
import payments.testing.SynthesizedDeployment;

/** The environments of the flagship with a domain, compared: each setting that differs is synthesized by itself. */
@BusyBindings
class FlagshipNameIT {
    @Test
    @Requirement("E8")
    void aNameBringsNoDifferenceBetweenTheEnvironments() {
        Deployment deployment = DeploymentLoader.load(
                FlagshipNameTest.NAMED.folder().resolveSibling("deployment.yaml"),
                FlagshipNameTest.VARIABLES,
                Selection.everything());
        Program program = Program.read(FlagshipNameTest.NAMED.folder());
        List<Finding> differences = new SettingEffects(
                        deployment.environments(),
                        program,
                        (environment, settings) -> Program.read(SynthesizedDeployment.of(
                                        Scratch.folder("flagship-name-variant"),
                                        deployment.withEnvironments(List.of(environment)))
                                .folder()))
                .explain(Consistency.differences(
                        program,
                        deployment.environments().stream()
                                .map(EnvironmentFacts::of)
                                .toList()));

        assertThat(differences).filteredOn(finding -> !finding.allowed()).isEmpty();
        assertThat(differences.stream()
                        .flatMap(finding -> finding.settings().stream())
                        .distinct())
                .contains("dns.subdomain");
    }
}
