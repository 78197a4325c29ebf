package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.infrastructure.config.deployment.Backend.StatePlace;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.SuppressionSettings;

/** Where states lie that this program makes the place for, and which names it refuses: {@link StateChecks}. */
@Requirement("E8")
class StatePlacesTest {
    @TempDir
    private Path folder;

    private static String file(String bucket, String more, String accounts) {
        return """
                project: acme
                backend:
                  type: s3
                  s3: {bucket: %s, bootstrap: true%s}
                environments:
                  dev:
                    suffix: dev
                    %s
                    regions:
                      - {name: eu-west-1, cidr: 10.0.0.0/16}
                  test:
                    suffix: test
                    regions:
                      - {name: eu-west-1, cidr: 10.1.0.0/16}
                """.formatted(bucket, more, accounts);
    }

    @Test
    void eachEnvironmentHasItsOwn() {
        Deployment deployment = new DeploymentFixture(folder)
                .load(file("'acme-{environment}-{region}'", ", kmsKeyId: 'alias/state-{environment}'", ""));

        assertThat(deployment.environments())
                .extracting(deployment.backend()::made)
                .containsExactly(
                        List.of(new StatePlace("acme-dev-eu-west-1", "eu-west-1", null, "alias/state-dev")),
                        List.of(new StatePlace("acme-test-eu-west-1", "eu-west-1", null, "alias/state-test")));
    }

    @Test
    void twoKeysOfOneAccountAndRegionCannotHaveOneAlias() {
        String shared = ", kmsKeyId: alias/state";

        assertThat(new DeploymentFixture(folder)
                        .onlyProblem(file("'acme-{environment}-{region}'", shared, ""))
                        .message())
                .contains("backend.s3.kmsKeyId names the key of test in eu-west-1, and that of dev too: alias/state");
        assertThatCode(() -> new DeploymentFixture(folder)
                        .load(file("'acme-{environment}-{region}'", shared, "account: '111111111111'")
                                .replace("suffix: test", "suffix: test\n    account: '222222222222'")))
                .as("in accounts of their own")
                .doesNotThrowAnyException();
    }

    @Test
    void aKeyThatIsMadeHereIsNamedByAnAliasOfOurs() {
        for (String key : List.of(
                "alias/aws/s3", "'arn:aws:kms:eu-west-1:111111111111:key/12345678-1234-4234-8234-123456789012'")) {
            assertThat(new DeploymentFixture(folder)
                            .onlyProblem(file("'acme-{environment}-{region}'", ", kmsKeyId: " + key, ""))
                            .message())
                    .contains("can only be given an alias of your own");
        }
    }

    @Test
    @Requirement({"E8", "K2"})
    void whereEachUseIsACopyTheBucketMustBeOneOfTheCopy() {
        String yaml =
                file("'acme-{environment}-{region}'", "", "").replace("suffix: dev", "suffix: ${ENVIRONMENT_SUFFIX}");
        Map<String, String> variables = Map.of("ENVIRONMENT_SUFFIX", "a1");
        Selection dev = Selection.everything().withEnvironment("dev");

        assertThat(new DeploymentFixture(folder).problems(yaml, variables, dev))
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .contains(
                        "the suffix of dev comes from a variable alone",
                        "write {suffix} into the bucket's name, such as acme-{environment}-{region}-{suffix}");
        Deployment deployment =
                new DeploymentFixture(folder).load(yaml.replace("{environment}", "{suffix}"), variables, dev);
        assertThat(deployment.environments())
                .extracting(deployment.backend()::made)
                .containsExactly(List.of(new StatePlace("acme-a1-eu-west-1", "eu-west-1", null, null)));
    }

    @Test
    void whatIsAcceptedOfTheAccountsPartsCountsWhereTheEnvironmentOwnsTheAccount() {
        String accepted = """
                suppressions:
                  - rule: log-retention
                    paths: [dev-iam/audit/log, dev-eu-west-1/payments-function/logs, test-iam/audit/log]
                    reason: Logs are kept in the archive of the company for a year.
                    owner: platform team
                    control: The archive of the company
                    expires: 2027-06-30
                """;
        String text = file("'acme-{environment}-{region}'", "", "ownsAccount: false") + accepted;

        assertThat(new DeploymentFixture(folder).load(text).suppressions())
                .singleElement()
                .extracting(SuppressionSettings::constructs)
                .isEqualTo(List.of("dev-eu-west-1/payments-function/logs", "test-iam/audit/log"));
    }
}
