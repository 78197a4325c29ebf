package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static payments.infrastructure.config.DeploymentFixture.VALID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import payments.Requirement;

/** Holds the committed schema against the records, and the schema's judgement against the loader's. */
class DeploymentSchemaTest {
    private static final Path COMMITTED = Path.of("main/deployments/deployment.schema.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder = Path.of("");

    private static Set<ValidationMessage> findings(String yaml) {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(DeploymentSchema.generate());
        Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        JsonNode tree = JSON.valueToTree(document);
        return schema.validate(tree);
    }

    @Test
    void theCommittedSchemaIsTheOneThatTheRecordsGive() throws IOException {
        // given
        String generated = DeploymentSchema.render();
        if (Boolean.getBoolean("update.golden")) {
            Files.writeString(COMMITTED, generated);
        }
        // when
        String committed = Files.readString(COMMITTED);
        // then
        assertThat(committed)
                .as("%s; run the test with -Dupdate.golden=true to write it anew, and commit it", COMMITTED)
                .isEqualTo(generated);
    }

    @Test
    void theSchemaAcceptsTheFlagship() throws IOException {
        // given
        String payments = Files.readString(Path.of("main/deployments/payments.yaml"));
        // when, then
        assertThat(findings(payments)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "project: payments | projet: payments",
                "project: payments | project: Payments",
                "zones: 3          | zones: '3'",
                "zones: 3          | zones: 9",
                "zones: 3          | zones: true",
                "zones: 3          | zonse: 3",
                "zones: 3          | natGateways: per_zone",
                "zones: 3          | publicIpOnLaunch: 'yes'",
                "zones: 3          | zones:",
                "suffix: dev       | suffix: Dev",
                "suffix: dev       | suffix: ${COPY-dev}",
                "suffix: dev       | account: '111111111111'",
                "eu-west-1         | eu-west-9",
                "10.0.0.0/16       | 10.0.0.0/24",
                "10.0.0.0/16       | ten",
                "dev:              | Dev:",
                "cidr: 10.0.0.0/16}| cidr: 10.0.0.0/16, zones: 2}",
                "100               | 5"
            })
    void whatTheSchemaRefusesTheLoaderRefusesToo(String passage, String replacement) {
        // given
        String text = VALID.replace(passage, replacement);
        // when
        Set<ValidationMessage> findings = findings(text);
        List<Problem> problems = new DeploymentFixture(folder).problems(text);
        // then
        assertThat(findings).isNotEmpty();
        assertThat(problems).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zones: 3    | zones: ${ZONES:-2}",
                "zones: 3    | natGateways: ${NAT:-single}",
                "zones: 3    | publicIpOnLaunch: ${PUBLIC:-false}",
                "suffix: dev | suffix: ${COPY:-dev}-1",
                "eu-west-1   | \"${HOME_REGION:-eu-west-1}\"",
                "10.0.0.0/16 | \"${BLOCK:-10.0.0.0/16}\""
            })
    void aPlaceholderIsAcceptedForEveryTypeByBoth(String passage, String replacement) {
        // given
        String text = VALID.replace(passage, replacement);
        // when, then
        assertThat(findings(text)).isEmpty();
        assertThat(new DeploymentFixture(folder).load(text).environments()).hasSize(2);
    }

    @Test
    @Requirement("E8")
    void theSchemaOffersExactlyTheAllowListAsOverrides() {
        // given
        JsonNode overrides = propertiesOf(
                DeploymentSchema.generate().at("/properties/environments/additionalProperties/properties/overrides"));
        // when
        List<String> offered = leaves("", overrides);
        // then
        assertThat(offered).isEqualTo(Overrides.allowed()).contains("database.instanceClass", "logs.retentionDays");
    }

    /** The keys of a section, also of one that a single value may stand for. */
    private static JsonNode propertiesOf(JsonNode section) {
        return section.has("properties")
                ? section.path("properties")
                : section.path("anyOf").path(0).path("properties");
    }

    private static List<String> leaves(String above, JsonNode properties) {
        List<String> paths = new ArrayList<>();
        properties.properties().forEach(property -> {
            String path = above + property.getKey();
            JsonNode below = propertiesOf(property.getValue());
            paths.addAll(below.isMissingNode() ? List.of(path) : leaves(path + ".", below));
        });
        return paths;
    }

    @Test
    @Requirement("E8")
    void anOverrideOutsideTheAllowListIsRefusedByBoth() {
        // given
        String text = VALID.replace("suffix: dev", "suffix: dev\n    overrides: {network: {zones: 2}}");
        // when, then
        assertThat(findings(text)).isNotEmpty();
        assertThat(new DeploymentFixture(folder).problems(text)).isNotEmpty();
    }

    @Test
    void everySettingIsDescribed() {
        // when
        JsonNode settings = DeploymentSchema.generate().at("/properties/settings/properties");
        // then
        assertThat(settings.properties()).isNotEmpty().allSatisfy(section -> assertThat(
                        propertiesOf(section.getValue()).properties())
                .allSatisfy(
                        leaf -> assertThat(leaf.getValue().path("description").asText())
                                .as(section.getKey() + "." + leaf.getKey())
                                .isNotBlank()));
    }
}
