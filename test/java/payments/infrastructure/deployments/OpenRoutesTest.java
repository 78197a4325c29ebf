package payments.infrastructure.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import payments.Requirement;
import payments.app.AcceptedFindings;
import payments.infrastructure.guardrail.Guardrails;
import payments.infrastructure.guardrail.OpenRoute;
import payments.infrastructure.guardrail.Report;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Severity;
import payments.testing.Samples;
import payments.testing.SynthesizedDeployment;

/** Four of the reference systems take requests of anyone: each file says so, and one line of it closes the door. */
@Requirement({"K10", "K30"})
class OpenRoutesTest {
    private static Report report(ReferenceDeployment deployment, SynthesizedDeployment synthesized) {
        return new Guardrails()
                .check(
                        Program.read(synthesized.folder().resolve("stacks"), synthesized.stacks()::containsKey),
                        AcceptedFindings.of(deployment.loaded(Map.of()).suppressions()),
                        Samples.DAY);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MIGRATION")
    void eachOpenRouteIsAcceptedByItsOwnerForATime(ReferenceDeployment deployment) {
        assertThat(report(deployment, deployment.synthesized()).openRoutes())
                .isNotEmpty()
                .allSatisfy(open -> {
                    assertThat(open.accepted()).as(open.route()).isNotNull();
                    assertThat(open.owner()).isNotBlank();
                    assertThat(open.end()).isEqualTo("2027-11-30");
                });
    }

    @Test
    void theyAreTheRoutesOfTheDocuments() {
        assertThat(routes(ReferenceDeployment.ACTIVE_PASSIVE)).containsOnly("POST /payment");
        assertThat(routes(ReferenceDeployment.MIGRATION)).isEmpty();
        assertThat(routes(ReferenceDeployment.MOBILE_API)).containsOnly("POST /process-payment");
        assertThat(routes(ReferenceDeployment.EVENT_DRIVEN)).contains("POST /payments", "GET /payments/{id}");
        assertThat(routes(ReferenceDeployment.MULTI_ENVIRONMENT)).containsOnly("POST /payments", "GET /payments/*");
    }

    private static List<String> routes(ReferenceDeployment deployment) {
        return report(deployment, deployment.synthesized()).openRoutes().stream()
                .map(OpenRoute::route)
                .toList();
    }

    /** The suppressions of the open routes are then no longer needed, which is a warning and stops nothing. */
    @ParameterizedTest
    @EnumSource(names = {"ACTIVE_PASSIVE", "MOBILE_API", "EVENT_DRIVEN"})
    void oneLineClosesThem(ReferenceDeployment deployment) {
        Report report = report(
                deployment,
                deployment.changed(
                        Map.of(), yaml -> yaml.replace("    authorization: none\n", "    authorization: aws-iam\n")));

        assertThat(report.openRoutes()).isEmpty();
        assertThat(report.findings(Severity.MEDIUM)).extracting(Result::message).isEmpty();
        assertThat(report.findings(Severity.LOW)).extracting(Result::value).anySatisfy(value -> assertThat(value)
                .contains("covers no finding"));
    }

    @ParameterizedTest
    @EnumSource(names = {"ACTIVE_PASSIVE", "MOBILE_API", "MULTI_ENVIRONMENT"})
    void nobodyAcceptsThemInACardholderDataEnvironment(ReferenceDeployment deployment) {
        Report report = report(
                deployment,
                deployment.changed(Map.of(), yaml -> yaml.replace("pciScope: connected}", "pciScope: cde}")));

        assertThat(report.findings(Severity.CRITICAL))
                .extracting(finding -> finding.rule().id())
                .isNotEmpty()
                .allMatch(List.of("apigw-auth", "alb-auth")::contains);
    }
}
