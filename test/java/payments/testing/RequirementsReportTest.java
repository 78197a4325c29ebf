package payments.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import payments.Requirement;

/** What is not run is reported: on the console by tool, and in the table by requirement. */
class RequirementsReportTest {
    /** Lets no class run that this test has not asked for: the build finds the classes below as well. */
    static final class OnlyFromHere implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getConfigurationParameter("from.here").isPresent()
                    ? ConditionEvaluationResult.enabled("asked for")
                    : ConditionEvaluationResult.disabled("an example");
        }
    }

    @Requirement("X1")
    @ExtendWith(OnlyFromHere.class)
    static class NeedsTools {
        @BeforeAll
        static void tools() {
            lack(Tool.TERRAFORM, Tool.EMULATOR);
        }

        @Test
        void one() {}

        @Test
        void two() {}
    }

    @ExtendWith(OnlyFromHere.class)
    static class NeedsOneForOneTest {
        @Test
        @Requirement("X2")
        void needs() {
            lack(Tool.TERRAFORM);
        }

        @Test
        @Requirement("X2")
        void needsNothing() {}
    }

    private static void lack(Tool... tools) {
        if (tools.length > 0) {
            throw new MissingToolException(List.of(tools));
        }
    }

    private static TestResults resultsOf(Class<?>... classes) {
        TestResults results = new TestResults();
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build());
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(List.of(classes).stream()
                                .map(DiscoverySelectors::selectClass)
                                .toList())
                        .configurationParameter("from.here", "true")
                        .build(),
                results);
        return results;
    }

    @Test
    void eachMissingToolIsALineWithWhatToInstallAndHowManyTestsThatLeavesOut() {
        assertThat(resultsOf(NeedsTools.class, NeedsOneForOneTest.class).notRun())
                .containsExactly(
                        "NOT RUN: 3 tests, since 'terraform' is missing: install Terraform 1.11 or newer."
                                + " They prove nothing now; with CI=true they fail.",
                        "NOT RUN: 2 tests, since 'moto_server' is missing: install the AWS emulator: pip install"
                                + " 'moto[server]==5.2.1'. They prove nothing now; with CI=true they fail.");
    }

    @Test
    void theTableSaysForEachRequirementWhatIsMissing() {
        assertThat(resultsOf(NeedsTools.class).rows())
                .containsExactly(
                        "X1 | NeedsTools.one | not run: terraform and moto_server are missing",
                        "X1 | NeedsTools.two | not run: terraform and moto_server are missing");
        assertThat(resultsOf(NeedsOneForOneTest.class).rows())
                .containsExactly(
                        "X2 | NeedsOneForOneTest.needs | not run: terraform is missing",
                        "X2 | NeedsOneForOneTest.needsNothing | passed");
    }

    @Test
    void aRequirementThatIsProvenInPartSaysSo() {
        assertThat(RequirementsReport.line("X2", "What", List.of(new String[][] {
                    {"X2", "A.one", "passed"}, {"X2", "A.two", "not run: terraform is missing"}
                })))
                .isEqualTo("| X2 | What | A.one<br>A.two (not run: terraform is missing)"
                        + " | passed; in part not run: terraform is missing |");
        assertThat(RequirementsReport.line(
                        "X2", "What", List.<String[]>of(new String[] {"X2", "A.two", "not run: terraform is missing"})))
                .endsWith("| not run: terraform is missing |");
    }

    @Test
    void nothingIsSaidWhereNothingIsMissing() {
        assertThat(new TestResults().notRun()).isEmpty();
    }
}
