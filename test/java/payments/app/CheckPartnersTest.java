package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;

/** {@code payments check --partners}: whom a program may name is said by a file, and not by who can change the stacks. */
@Requirement("X3")
class CheckPartnersTest {
    private static final String FINDING = "[parties-known[account 222233334444]]";
    private static final String STACK = """
            {"//": {"metadata": {"stackName": "s"} %s},
             "provider": {"aws": {"region": "eu-west-1"}},
             "resource": {"aws_kms_grant": {"g": {"grantee_principal": "arn:aws:iam::222233334444:role/reader"}}}}
            """;
    private static final String DECLARED =
            ", \"partners\": [{\"form\": \"account\", \"name\": \"222233334444\", \"reason\": \"r\"}]";

    @TempDir
    private Path folder;

    private Path stacks = Path.of("");

    @BeforeEach
    void makeTheFolder() throws IOException {
        stacks = Files.createDirectory(folder.resolve("stacks"));
    }

    private Outcome check(String beside, String partners) throws IOException {
        Files.writeString(stacks.resolve("cdk.tf.json"), STACK.formatted(beside));
        Path file = Files.writeString(folder.resolve("partners.yaml"), partners);
        return Outcome.of(Map.of(), "check", stacks.toString(), "--partners", file.toString());
    }

    @Test
    void aPartnerOfTheFileMayBeNamed() throws IOException {
        Outcome outcome = check("", """
                partners:
                  - account: "222233334444"
                    reason: The acquirer reads the reports of each day.
                """);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).doesNotContain("[parties-known", "[partners-valid");
    }

    @Test
    void aPartnerThatOnlyTheStackDeclaresIsAFinding() throws IOException {
        Outcome outcome = check(DECLARED, "partners: []\n");

        assertThat(outcome.out())
                .contains(FINDING)
                .contains("note: not believed, since the stacks declare them and the file of --partners does not:"
                        + " account 222233334444");
    }

    @Test
    void withoutAFileTheStackIsBelievedAndTheReportSaysSo() throws IOException {
        Files.writeString(stacks.resolve("cdk.tf.json"), STACK.formatted(DECLARED));

        Outcome outcome = Outcome.of(Map.of(), "check", stacks.toString());

        assertThat(outcome.out())
                .doesNotContain("[parties-known")
                .contains("note: believed because the stacks declare them, and nothing else: account 222233334444;");
    }

    @Test
    void whomASettingOfTheDeploymentFileNamesMayBeNamed() throws IOException {
        Outcome outcome = check("", """
                project: acme
                settings: {export: {role: "arn:aws:iam::222233334444:role/reader"}}
                """);

        assertThat(outcome.out()).doesNotContain("[parties-known");
    }

    @Test
    void aPartnerWhoIsNamedNowhereIsAWarning() throws IOException {
        Outcome outcome = check("", """
                partners:
                  - host: nowhere.example
                    reason: The acquirer reads the reports of each day.
                """);

        assertThat(outcome.out())
                .contains("warning low [partners-valid] host nowhere.example", "nowhere.example is named nowhere");
    }

    @Test
    void aFileThatIsWrongIsBadInput() throws IOException {
        Outcome outcome =
                check("", "partners: [{account: '12', reason: The acquirer reads the reports of each day.}]\n");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err()).contains("partners.yaml:1", "12 digits in quotes");
    }
}
