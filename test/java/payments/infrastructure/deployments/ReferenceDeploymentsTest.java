package payments.infrastructure.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import payments.Requirement;
import payments.app.AcceptedFindings;
import payments.infrastructure.config.InvalidDeploymentException;
import payments.infrastructure.config.deployment.SuppressionSettings;
import payments.infrastructure.guardrail.Guardrails;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Severity;
import payments.testing.Samples;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedStack;

/** What is true of all five. */
class ReferenceDeploymentsTest {
    private static final Path FOLDER = Path.of("main", "deployments");

    @ParameterizedTest
    @EnumSource
    @Requirement({"X3", "B11"})
    void nothingIsFoundThatTheFileDoesNotAccept(ReferenceDeployment deployment) {
        assertThat(deployment.findings(deployment.synthesized())).isEmpty();
    }

    /**
     * What AWS no longer creates it has also upgraded where it ran: the major version describes that, and naming the old minor one
     * would be a downgrade in every later plan.
     */
    @ParameterizedTest
    @CsvSource({
        "ACTIVE_PASSIVE, aws_db_instance, 15, 15.4",
        "MIGRATION, aws_db_instance, 17, 17.4",
        "MULTI_ENVIRONMENT, aws_rds_cluster, 13, 13.7"
    })
    @Requirement("K5")
    void aVersionThatAwsCreatesIsTheDefaultAndTheOneOfTheDocumentIsRefusedWithTheReason(
            ReferenceDeployment deployment, String type, String now, String document) {
        assertThat(versions(deployment.synthesized(), type)).isNotEmpty().containsOnly(now);
        assertThatThrownBy(() -> deployment.changed(Map.of("DB_ENGINE_VERSION", document), yaml -> yaml))
                .hasMessageContaining("engineVersion is " + document)
                .hasMessageContaining("AWS makes no new")
                .hasMessageContaining("use %s, of which AWS chooses the minor release".formatted(now));
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE_PASSIVE, aws_db_instance, 15.17",
        "MIGRATION, aws_db_instance, 17.9",
        "MULTI_ENVIRONMENT, aws_rds_cluster, 13.23"
    })
    @Requirement("K5")
    void aMinorVersionThatAwsCreatesCanBeNamed(ReferenceDeployment deployment, String type, String minor) {
        SynthesizedDeployment named = deployment.changed(Map.of("DB_ENGINE_VERSION", minor), yaml -> yaml);

        assertThat(versions(named, type)).isNotEmpty().containsOnly(minor);
        assertThat(deployment.findings(named)).isEmpty();
    }

    private static List<String> versions(SynthesizedDeployment deployment, String type) {
        return deployment.stacks().values().stream()
                .flatMap(stack -> stack.resources(type).stream())
                .map(database -> database.at("engine_version").asText())
                .toList();
    }

    /** A warning would ask to remove what the file needs. */
    @ParameterizedTest
    @EnumSource
    @Requirement("K5")
    void noSuppressionOfTheFileIsCalledUnused(ReferenceDeployment deployment) {
        assertThat(new Guardrails()
                        .check(
                                Program.read(
                                        deployment.synthesized().folder().resolve("stacks"),
                                        deployment.synthesized().stacks()::containsKey),
                                AcceptedFindings.of(deployment.loaded(Map.of()).suppressions()),
                                Samples.DAY)
                        .findings(Severity.LOW))
                .extracting(Result::value)
                .noneMatch(value -> value.contains("covers no finding"));
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("B10")
    void everyNameIsOneThatItsServiceAccepts(ReferenceDeployment deployment) {
        assertThat(NamedResources.refused(deployment.synthesized())).isEmpty();
    }

    /** PCI DSS 12.3.1 asks for the analysis, the control and the end of each exception. */
    @ParameterizedTest
    @EnumSource
    @Requirement({"X3", "B11"})
    void whatIsAcceptedNamesItsReasonItsControlAndItsEnd(ReferenceDeployment deployment) {
        List<SuppressionSettings> accepted = deployment.loaded(Map.of()).suppressions();

        assertThat(accepted).isNotEmpty().allSatisfy(suppression -> {
            assertThat(suppression.reason()).containsIgnoringCase("system");
            assertThat(suppression.control()).isNotBlank();
            assertThat(suppression.expires()).isEqualTo("2027-11-30");
        });
    }

    @ParameterizedTest
    @EnumSource
    @Requirement({"A18", "D10", "E9"})
    void theStateLiesInABucketOnceOneIsNamed(ReferenceDeployment deployment) {
        SynthesizedDeployment named = deployment.changed(Map.of("STATE_BUCKET", "acme-state"), yaml -> yaml);

        for (SynthesizedStack stack : named.stacks().values()) {
            assertThat(stack.json().at("/terraform/backend/s3/bucket").asText())
                    .as(stack.name())
                    .isEqualTo("acme-state");
            assertThat(stack.json().at("/terraform/backend/s3/key").asText()).contains(stack.name());
            assertThat(stack.json().at("/terraform/backend/s3/encrypt").asBoolean())
                    .isTrue();
        }
        assertThat(deployment.synthesized().stacks().values()).allSatisfy(stack -> assertThat(
                        stack.json().at("/terraform/backend").has("local"))
                .isTrue());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MULTI_ENVIRONMENT") // Its accounts keep copies apart.
    @Requirement({"B10", "C8"})
    void anotherSuffixIsAnotherCopy(ReferenceDeployment deployment) {
        SynthesizedDeployment copy = deployment.changed(Map.of("ENVIRONMENT_SUFFIX", "copy-2"), yaml -> yaml);

        assertThat(names(copy)).isNotEmpty().allSatisfy(name -> assertThat(name).contains("copy-2"));
        assertThat(names(copy)).doesNotContainAnyElementsOf(names(deployment.synthesized()));
    }

    @Test
    @Requirement({"A1", "D10"})
    void theTagsSayWhatTheVariablesSay() {
        SynthesizedDeployment tagged = ReferenceDeployment.EVENT_DRIVEN.changed(
                Map.of(
                        "REPOSITORY", "acme/shop",
                        "COMMIT_AUTHOR", "ada",
                        "PR_NUMBER", "42",
                        "TEAM", "checkout",
                        "CREATED_AT", "2026-11-21"),
                yaml -> yaml);

        for (SynthesizedStack stack : tagged.stacks().values()) {
            JsonNode tags = stack.json().at("/provider/aws/0/default_tags/0/tags");
            assertThat(tags.path("Repository").asText()).isEqualTo("acme/shop");
            assertThat(tags.path("Author").asText()).isEqualTo("ada");
            assertThat(tags.path("PRNumber").asText()).isEqualTo("42");
            assertThat(tags.path("Team").asText()).isEqualTo("checkout");
            assertThat(tags.path("CreatedAt").asText()).isEqualTo("2026-11-21");
        }
        assertThat(ReferenceDeployment.EVENT_DRIVEN.synthesized().stacks().values())
                .as("the clock must not change a plan")
                .allSatisfy(stack -> assertThat(stack.json().toString()).doesNotContain("CreatedAt"));
    }

    @Test
    @Requirement("A2")
    void theActivePassiveSystemIsNotSynthesizedWithoutASuffix() {
        assertThatThrownBy(() ->
                        ReferenceDeployment.ACTIVE_PASSIVE.changed(Map.of("ENVIRONMENT_SUFFIX", ""), yaml -> yaml))
                .isInstanceOf(InvalidDeploymentException.class)
                .hasMessageContaining("ENVIRONMENT_SUFFIX");
    }

    @Test
    void everyFileHereIsTested() throws Exception {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml")))
                    .hasSize(ReferenceDeployment.values().length + 1)
                    .contains("payments.yaml");
        }
    }

    /** Of what must be unique in an account or in the world. */
    private static List<String> names(SynthesizedDeployment deployment) {
        return deployment.stacks().values().stream()
                .flatMap(stack -> Stream.of(
                                Map.entry("aws_s3_bucket", "bucket"),
                                Map.entry("aws_iam_role", "name"),
                                Map.entry("aws_lambda_function", "function_name"),
                                Map.entry("aws_dynamodb_table", "name"),
                                Map.entry("aws_kms_alias", "name"))
                        .flatMap(type -> stack.resources(type.getKey()).stream()
                                .map(found -> found.at(type.getValue()).asText())))
                .toList();
    }
}
