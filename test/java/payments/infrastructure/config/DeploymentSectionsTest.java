package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static payments.infrastructure.config.DeploymentFixture.assertProblem;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.infrastructure.config.deployment.PartnerSettings;

/** Partners alone, from a deployment file or from one that holds nothing else; suppressions have a test of their own. */
@Requirement("X3")
class DeploymentSectionsTest {
    private static final String REASON = "    reason: The acquirer reads the reports of each day.\n";

    @TempDir
    private Path folder = Path.of("");

    private DeploymentFixture fixture = new DeploymentFixture(folder);

    @BeforeEach
    void writeIntoTheFolder() {
        fixture = new DeploymentFixture(folder);
    }

    private List<Problem> problems(String text) {
        Path file = fixture.write(text);
        return catchThrowableOfType(InvalidDeploymentException.class, () -> DeploymentSections.partners(file, Map.of()))
                .problems();
    }

    @ParameterizedTest
    @CsvSource({
        "account, 222233334444",
        "organization, o-a1b2c3d4e5",
        "arn, arn:aws:iam::222233334444:role/reader",
        "bucket, bucket-of-others",
        "host, in.others.example",
        "mail, somebody@others.example",
        "service, com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
        "id, vpc-0123456789abcdef0",
        "region, eu-west-1"
    })
    void eachFormOfAPartnerIsRead(String form, String name) {
        Path file = fixture.write("partners:\n  - %s: \"%s\"\n%s".formatted(form, name, REASON));

        assertThat(DeploymentSections.partners(file, Map.of()))
                .singleElement()
                .extracting(PartnerSettings::form, PartnerSettings::name)
                .containsExactly(form, name);
    }

    @Test
    void aPartnerHasOneName() {
        assertThat(problems("partners:\n  - host: a.example\n    mail: a@b.example\n" + REASON))
                .singleElement()
                .extracting(Problem::toString)
                .asString()
                .contains("the names host, mail");
        assertThat(problems("partners:\n  -" + REASON.substring(3)))
                .singleElement()
                .extracting(Problem::toString)
                .asString()
                .contains("no name");
    }

    @Test
    void aNameOfAnotherFormIsRefusedAtItsLine() {
        List<Problem> problems = problems("partners:\n  - account: \"12\"\n" + REASON);

        assertThat(problems).hasSize(1);
        assertProblem(problems.get(0), 2, "partners[0].account", "12", "12 digits in quotes", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"partnrs: []\n", "- a\n", "partners: none\n", "partners:\n", ""})
    void aFileWithoutAListOfPartnersIsRefused(String text) {
        assertThat(problems(text)).isNotEmpty();
    }

    @Test
    void whatIsWrongElsewhereInADeploymentFileIsNoConcernOfItsPartners() {
        Path file = fixture.write(
                "project: ${NOT_SET}\nsettings: 7\nsuppressions: 8\npartners:\n  - host: a.example\n" + REASON);

        assertThat(DeploymentSections.partners(file, Map.of())).hasSize(1);
    }

    @Test
    void aFileWithoutTheSectionHasNoPartners() {
        assertThat(DeploymentSections.partners(fixture.write("project: acme\n"), Map.of()))
                .isEmpty();
    }

    @Test
    void theSettingsAreAllTextsButThoseOfPartnersAndSuppressions() {
        Path file = fixture.write("""
                project: acme
                settings: {alerts: {mail: "${MAIL:-alarms@acme.example}"}}
                environments: {dev: {regions: [{name: eu-west-1}]}}
                suppressions: [{reason: see evil.example}]
                partners: [{host: a.example}]
                """);

        assertThat(DeploymentSections.settings(file, Map.of()))
                .containsExactly("acme", "alarms@acme.example", "eu-west-1");
    }
}
