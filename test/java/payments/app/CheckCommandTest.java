package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;

/** {@code payments check} on Terraform JSON that others wrote: verdicts by exit code, and clear words for bad input. */
@Requirement("X3")
class CheckCommandTest {
    private static final String PROVIDER =
            "\"provider\": {\"aws\": [{\"alias\": \"home\", \"region\": \"eu-west-1\"}]}";
    private static final String BAD_KEY = "{" + PROVIDER
            + ", \"resource\": {\"aws_kms_key\": {\"k\": {\"provider\": \"aws.home\", \"description\": \"x\"}}}}";

    @TempDir
    Path folder;

    @Test
    void aFindingIsReportedAndEndsWithOne() {
        file("cdk.tf.json", BAD_KEY);

        Outcome outcome = check();

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
        assertThat(outcome.out()).contains("[kms-rotation-enabled]").contains("aws_kms_key.k");
    }

    @Test
    void aHigherThresholdLetsLesserFindingsPass() {
        file("cdk.tf.json", BAD_KEY);

        assertThat(check("--severity", "critical").out()).contains("warning high [kms-rotation-enabled]");
    }

    @Test
    void aReportCanBeWrittenToAFile() {
        file("cdk.tf.json", BAD_KEY);
        Path report = folder.resolve("out/report.html");

        Outcome outcome = check("--format", "HTML", "--output", report.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEqualTo("7 findings, written to %s%n".formatted(report));
        assertThat(report).content().startsWith("<!doctype html>");
    }

    @Test
    void suppressionsComeFromAFileAndABadOneIsBadInput() {
        file("cdk.tf.json", BAD_KEY);
        Path suppressions = file("suppressions.yaml", """
                suppressions:
                  - rule: kms-rotation-enabled
                    path: folder/aws_kms_key.k
                    reason: too short
                    owner: Ada
                    control: a day that does not exist follows
                    expires: 2027-02-30
                """);

        Outcome outcome = check("--suppressions", suppressions.toString());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("suppressions.yaml:4").contains("20 to 1000 characters");
    }

    @Test
    void aSuppressionCoversItsFinding() {
        file("cdk.tf.json", BAD_KEY);
        String folderName = String.valueOf(folder.getFileName());

        Outcome outcome = check(
                "--suppressions",
                file("accepted.yaml", """
                suppressions:
                  - rule: kms-rotation-enabled
                    path: %s/aws_kms_key.k
                    reason: The key is rotated by hand until its owner has moved the archive.
                    owner: Ada
                    control: A reminder in the calendar of the team
                    expires: 2999-12-31
                """.formatted(folderName)).toString());

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).doesNotContain("[kms-rotation-enabled]").contains("1 suppressed");
    }

    /** Their variables need not be set: one shipped file has a suffix without default. */
    @ParameterizedTest
    @MethodSource("payments.testing.Deployments#names")
    void everyShippedDeploymentFileIsReadForItsSuppressions(String deployment) {
        file("cdk.tf.json", BAD_KEY);

        Outcome outcome = check("--suppressions", "main/deployments/%s.yaml".formatted(deployment));

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
        assertThat(outcome.out()).contains("[kms-rotation-enabled]");
    }

    @Test
    void aDeploymentFileWithoutSuppressionsAcceptsNothing() {
        file("cdk.tf.json", BAD_KEY);

        Outcome outcome = check(
                "--suppressions",
                file("plain.yaml", "project: shop\nsettings: {database: none}\n")
                        .toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
        assertThat(outcome.out()).contains("0 suppressed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "supressions: []  | did you mean 'suppressions'?",
                "[1, 2]           | a mapping",
                "suppressions: 7  | a list",
                "''               | empty",
                "suppressions: [  | YAML"
            })
    void aFileThatCannotHoldSuppressionsIsBadInput(String text, String reported) {
        file("cdk.tf.json", BAD_KEY);

        assertRefused(check("--suppressions", file("accepted.yaml", text).toString()), "accepted.yaml", reported);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resource\": {",
                "{\"resource\": tru",
                "{\"a\": 1,, }",
                "[1, 2",
                "{\"a\": \"",
                "nonsense",
                "{'a': 1}"
            })
    void brokenJsonIsReportedWithoutTheWordsOfTheParser(String text) {
        file("cdk.tf.json", text);

        Outcome outcome = check();

        assertRefused(outcome, "cdk.tf.json:1:", "is not JSON");
        assertThat(outcome.err()).doesNotContain("Source:", "REDACTED", "StreamReadFeature", "com.fasterxml");
    }

    @Test
    void aFolderThatIsNotThereIsBadInput() {
        assertRefused(
                Outcome.of(Map.of(), "check", folder.resolve("nowhere").toString()),
                "nowhere",
                "there is no such folder");
    }

    @Test
    void aFileInsteadOfAFolderIsBadInput() {
        assertRefused(Outcome.of(Map.of(), "check", file("cdk.tf.json", BAD_KEY).toString()), "this is a file");
    }

    @Test
    void aPlanOfAnotherFormatIsRefusedWithWhatToDo() {
        Path plan = file("plan.json", "{\"format_version\": \"2.0\", \"planned_values\": {}}");

        assertRefused(check(), "format_version \"2.0\"", "1.x is read");
        assertRefused(Outcome.of(Map.of(), "check", plan.toString()), "format_version \"2.0\"", "name the folder");
    }

    @Test
    void aPlanIsJudgedAsAFileAndInAFolder() {
        Path plan = file("prod.json", """
                {"format_version": "1.2", "terraform_version": "1.11.4", "planned_values": {"root_module": {"resources": [
                  {"address": "aws_kms_key.k", "mode": "managed", "type": "aws_kms_key", "name": "k",
                   "provider_name": "registry.terraform.io/hashicorp/aws", "values": {"enable_key_rotation": false},
                   "sensitive_values": {}}]}}}""");

        assertThat(check().out()).contains("[kms-rotation-enabled] prod/aws_kms_key.k");
        assertThat(Outcome.of(Map.of(), "check", plan.toString()).out())
                .contains("[kms-rotation-enabled] prod/aws_kms_key.k");
    }

    @Test
    void aFolderWithoutStacksIsBadInput() {
        file("readme.txt", "nothing");

        assertRefused(check(), "no file *.tf or *.tf.json");
    }

    /** Zero findings in nothing would read as a pass. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"resource\": {}}", "{\"resource\": []}", "{\"resource\": null}"})
    void jsonWithoutAResourceIsBadInput(String text) {
        file("cdk.tf.json", text);

        assertRefused(check(), "nothing to judge", "cdktf.out");
    }

    @Test
    void aProgramOfModulesIsNotGreen() {
        file("cdk.tf.json", "{\"module\": {\"m\": {\"source\": \"hashicorp/consul/aws\"}}}");

        Outcome outcome = check();

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
        assertThat(outcome.out()).contains("[everything-read[module.m]]", "hashicorp/consul/aws was not read");
        assertRefused(check("--accept-unread"), "nothing to judge");
    }

    /** Each form holds the one key without rotation. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'resource': [{'aws_kms_key': {'k': {}}}, {'aws_sns_topic': {'t': {}}}]}",
                "{'resource': {'aws_kms_key': [{'k': {}}, {'l': {}}]}}",
                "{'resource': {'aws_kms_key': {'k': [{}]}}}",
                "{'resource': [{'aws_kms_key': [{'k': [{}]}]}]}",
                "[{'resource': {'aws_kms_key': {'k': {}}}}, {'provider': {'aws': {}}}]"
            })
    void everyFormOfJsonIsRead(String text) {
        file("main.tf.json", text.replace('\'', '"'));

        assertThat(check().out()).contains("[kms-rotation-enabled]", "aws_kms_key.k");
    }

    @Test
    void providersInAListAreRead() {
        file(
                "main.tf.json",
                "{\"provider\": [{\"aws\": {\"region\": \"eu-west-1\"}}, {\"aws\": {\"alias\": \"x\", \"access_key\": \"k\"}}],"
                        + " \"resource\": {\"aws_kms_key\": {\"k\": {}}}}");

        assertThat(check().out()).contains("[no-provider-credentials[access_key]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"main.tf.json", "main.tofu.json", "site.terraform.tf.json", "1/2/3/4/5/6/7/8/main.tf.json"})
    void everyFileThatTerraformReadsIsRead(String name) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        file(name, BAD_KEY);

        assertThat(check().out()).contains("[kms-rotation-enabled]", "aws_kms_key.k");
    }

    /** OpenTofu ignores the file of Terraform beside its own; neither reads what an editor left or what init downloaded. */
    @Test
    void whatNobodyReadsIsNotJudged() throws IOException {
        file("main.tofu.json", BAD_KEY);
        file("main.tf.json", BAD_KEY.replace("\"k\"", "\"replaced\""));
        file(".main.tf.json", BAD_KEY.replace("\"k\"", "\"hidden\""));
        Files.createDirectories(folder.resolve(".terraform/modules/m"));
        file(".terraform/modules/m/main.tf.json", BAD_KEY.replace("\"k\"", "\"downloaded\""));

        assertThat(check().out()).contains("aws_kms_key.k").doesNotContain("replaced", "hidden", "downloaded");
    }

    @Test
    void twoFilesOfAFolderAreOneProgramThatDeclaresNothingTwice() {
        file("a.tf.json", BAD_KEY);
        file("b.tf.json", "{\"resource\": {\"aws_kms_key\": {\"k\": {}}}}");

        assertRefused(check(), "b.tf.json", "resource.aws_kms_key.k is declared a second time");
    }

    @Test
    void anOverrideOfNothingIsBadInput() {
        file("a.tf.json", BAD_KEY);
        file("override.tf.json", "{\"resource\": {\"aws_kms_key\": {\"other\": {}}}}");

        assertRefused(check(), "override.tf.json", "resource.aws_kms_key.other", "no file declares");
    }

    /** What protects only where it exists protects nothing for sure. */
    @ParameterizedTest
    @CsvSource({"0, (absent)", "${var.unknown}, cannot be proven", "1, ''"})
    void aBlockThatMayNotExistProvesNothing(String count, String said) {
        file("main.tf.json", """
                {"variable": {"unknown": {}}, "provider": {"aws": {"region": "eu-west-1"}},
                 "resource": {"aws_s3_bucket": {"b": {"bucket": "acme-b"}},
                  "aws_s3_bucket_public_access_block": {"b": {"count": "%s", "bucket": "${aws_s3_bucket.b.id}",
                    "block_public_acls": true, "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true}}}}""".formatted(count));

        String found = check().out()
                .lines()
                .filter(line -> line.contains("[s3-block-public-access]"))
                .findFirst()
                .orElse("");

        assertThat(found).contains(said);
        assertThat(found.isEmpty()).isEqualTo(said.isEmpty());
    }

    @Test
    void malformedJsonIsBadInputWithItsLine() {
        file("cdk.tf.json", "{\n\"resource\": {\n\"aws_kms_key\": }\n}");

        assertRefused(check(), "cdk.tf.json:3:", "is not JSON");
    }

    @Test
    void aKeyTwiceIsBadInput() {
        file("cdk.tf.json", "{\"resource\": {}, \"resource\": {}}");

        assertRefused(check(), "cdk.tf.json:1:", "resource", "twice in one object", "a list of objects");
    }

    @Test
    void jsonThatIsNoTerraformIsBadInput() {
        file("package.tf.json", "{\"dependencies\": {}}");

        assertRefused(check(), "\"dependencies\" is no block of Terraform");
    }

    @Test
    void aListIsNoTerraform() {
        file("list.tf.json", "[]");

        assertRefused(check(), "no JSON object");
    }

    @Test
    void resourcesThatAreNoMapAreBadInput() {
        file("cdk.tf.json", "{\"resource\": {\"aws_kms_key\": [1]}}");

        assertRefused(check(), "resource.aws_kms_key is no map", "write it as");
    }

    @Test
    void aHugeFileIsRefusedBeforeItIsRead() throws IOException {
        Path huge = folder.resolve("huge.tf.json");
        try (var file = new java.io.RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(65L * 1024 * 1024);
        }

        assertRefused(check(), "huge.tf.json", "at most 67108864");
    }

    @Test
    void aCircleOfReferencesIsNoCrash() {
        file(
                "cdk.tf.json",
                "{" + PROVIDER + ", \"resource\": {\"aws_kms_key\": {"
                        + "\"a\": {\"provider\": \"aws.home\", \"enable_key_rotation\": \"${aws_kms_key.b.enable_key_rotation}\"},"
                        + "\"b\": {\"provider\": \"aws.home\", \"enable_key_rotation\": \"${aws_kms_key.a.enable_key_rotation}\"}}}}");

        Outcome outcome = check();

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
        assertThat(outcome.out()).contains("enable_key_rotation = ${");
    }

    private Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRefused(Outcome outcome, String... words) {
        assertThat(outcome.exitCode()).as(outcome.out()).isEqualTo(2);
        assertThat(outcome.err()).contains(words).doesNotContain("\tat ");
    }

    private Outcome check(String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "check";
        arguments[1] = folder.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return Outcome.of(Map.of(), arguments);
    }
}
