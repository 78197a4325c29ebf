package payments.systems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.testing.Deployments;
import payments.testing.Scratch;
import payments.testing.SynthesizedDeployment;

/** The synthesized reference deployments, compared with the contract files: what an outsider sees is what the document says. */
class ContractSynthesisTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Each file once, so that what one test reads is read for the last one. */
    private static final Map<String, ContractFile> FILES = new ConcurrentHashMap<>();

    static List<String> names() {
        return ContractFile.names();
    }

    private static ContractFile file(String name) {
        return FILES.computeIfAbsent(name, ContractFile::of);
    }

    private static List<String> differences(String name, String section) {
        return new StackComparison(file(name), Deployments.of(name)).differences(section);
    }

    @ParameterizedTest
    @MethodSource("names")
    @Requirement({"K12", "K31"})
    void anOutputOfTheSameNameLeadsToTheSameThing(String name) {
        assertThat(differences(name, "outputs")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    @Requirement("K40")
    void tablesHaveTheKeysAndIndexesOfTheDocument(String name) {
        assertThat(differences(name, "tables")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    @Requirement("K42")
    void alarmsWatchTheSameAndNotifyATopicThatIsAnOutput(String name) {
        assertThat(differences(name, "alarms")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    @Requirement("K4")
    void tagsHaveTheSameNamesAndValues(String name) {
        assertThat(differences(name, "tags")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    @Requirement({"K10", "K30"})
    void theSamePersonCanCallWithTheSameCredential(String name) {
        assertThat(differences(name, "callers")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    @Requirement({"K6", "K52"})
    void whatHasANewNameHasTheOneOfThePage(String name) {
        assertThat(differences(name, "names")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    @Requirement({"K5", "K13", "K14"})
    void sizesRetentionAndVersionsAreThoseOfTheDocument(String name) {
        assertThat(differences(name, "resources")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    @Requirement("K46")
    void theProviderOfTheDocumentIsAccepted(String name) {
        assertThat(differences(name, "terraform")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    @Requirement({"K3", "K45"})
    void aVariableHasTheDefaultAndTheEffectOfTheDocument(String name) throws Exception {
        ContractFile file = file(name);
        SynthesizedDeployment deployment = Deployments.of(name);
        StackComparison comparison = new StackComparison(file, deployment);
        List<Facts> rows = file.facts().rows("variables");
        SynthesizedDeployment trial = trial(name, rows);
        List<String> differences = new ArrayList<>();
        for (Facts row : rows) {
            Facts effect = row.part("effect").orElseThrow();
            row.text("old");
            assertThat(row.has("default") || row.has("required"))
                    .as(row.place())
                    .isTrue();
            compare(differences, row.place(), effect.value("is"), comparison.effect(effect, deployment));
            row.part("trial")
                    .ifPresent(tried -> compare(
                            differences,
                            "%s with %s".formatted(row.place(), tried.value("value")),
                            tried.value("is"),
                            comparison.effect(effect, trial)));
        }
        assertThat(differences).isEmpty();
    }

    /** The deployment with every variable at the value of its trial; settings are changed in the file's text. */
    private static SynthesizedDeployment trial(String name, List<Facts> rows) throws Exception {
        Map<String, String> variables = new HashMap<>(Deployments.variables(SynthesizedDeployment.yaml(name)));
        JsonNode yaml = ContractFile.tree(SynthesizedDeployment.yaml(name));
        for (Facts row : rows) {
            String key = row.text("new");
            boolean inFile = row.text("in", "environment").equals("file");
            row.part("trial").ifPresent(tried -> {
                if (inFile) {
                    set(yaml, key, tried.value("value"));
                } else {
                    variables.put(key, tried.text("value"));
                }
            });
        }
        return SynthesizedDeployment.of(Scratch.folder("trial-" + name), JSON.writeValueAsString(yaml), variables);
    }

    private static void set(JsonNode yaml, String path, JsonNode value) {
        String[] steps = path.split("\\.", -1);
        JsonNode node = yaml;
        for (int i = 0; i < steps.length - 1; i++) {
            node = node instanceof ArrayNode list ? list.path(Integer.parseInt(steps[i])) : node.path(steps[i]);
        }
        ((ObjectNode) node).set(steps[steps.length - 1], value);
    }

    private static void compare(List<String> differences, String what, JsonNode expected, JsonNode actual) {
        if (!Expected.matches(expected, actual)) {
            differences.add("%s should give %s and gives %s".formatted(what, expected, actual));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void noRowStandsInVain(String name) throws Exception {
        ContractFile file = file(name);
        assertThat(file.unknownSections()).as("sections that no test compares").isEmpty();
        for (String section : ContractFile.SYNTHESIZED) {
            if (section.equals("variables")) {
                aVariableIsRead(file);
            } else {
                differences(name, section);
            }
        }
        assertThat(file.unread(ContractFile.SYNTHESIZED))
                .as("keys that no check reads")
                .isEmpty();
    }

    private static void aVariableIsRead(ContractFile file) {
        SynthesizedDeployment deployment = Deployments.of(file.deployment());
        for (Facts row : file.facts().rows("variables")) {
            List.of("old", "new", "in", "default", "required").forEach(row::has);
            Facts effect = row.part("effect").orElseThrow();
            effect.has("is");
            new StackComparison(file, deployment).effect(effect, deployment);
            row.part("trial").ifPresent(trial -> List.of("value", "is").forEach(trial::has));
        }
    }

    /** What each page says under "To close it". */
    @ParameterizedTest
    @ValueSource(strings = {"active-passive", "event-driven", "mobile-api"})
    @Requirement({"K10", "K30"})
    void oneLineClosesWhatIsOpen(String name) {
        String yaml = SynthesizedDeployment.yaml(name);
        String closed = yaml.replace("authorization: none", "authorization: aws-iam");
        assertThat(closed).isNotEqualTo(yaml);

        List<String> differences = new StackComparison(
                        ContractFile.of(name),
                        SynthesizedDeployment.of(Scratch.folder("closed-" + name), closed, Deployments.variables(yaml)))
                .differences("callers");

        assertThat(differences)
                .isNotEmpty()
                .allMatch(difference -> difference.endsWith("authorization should be 'NONE' and is 'AWS_IAM'"));
    }

    private static ContractFile sample(String row) {
        return ContractFile.of("sample", """
                deployment: mobile-api
                stacks: {region: main-us-east-1}
                resources:
                  - %s
                """.formatted(row));
    }

    @Test
    void everyReferenceSystemHasAFile() {
        List<String> systems = new ArrayList<>(Deployments.names());
        systems.remove("payments");

        assertThat(ContractFile.names()).isEqualTo(systems);
    }

    @Test
    void aKeyThatNothingReadsIsFoundWhereItStands() {
        ContractFile file = sample("{what: API, stack: region, type: aws_api_gateway_rest_api, hass: {name: x}}");

        new StackComparison(file, Deployments.of("mobile-api")).differences("resources");

        assertThat(file.unread(Set.of("resources"))).containsExactly("sample.resources[0] (API): hass");
    }

    @Test
    void aDifferenceNamesTheResourceWhatWasExpectedAndWhatIsThere() {
        ContractFile file = sample(
                "{what: limit, stack: region, type: aws_api_gateway_usage_plan, has: {quota_settings.limit: 7}}");

        assertThat(new StackComparison(file, Deployments.of("mobile-api")).differences("resources"))
                .singleElement()
                .asString()
                .contains("(limit)", "quota_settings.limit should be 7 and is 10000");
    }

    @Test
    void anUnknownSectionIsFound() {
        assertThat(ContractFile.of("sample", "resorces: []\n").unknownSections())
                .containsExactly("resorces");
    }

    @Test
    void aDepartureWithoutAReasonIsNone() {
        ContractFile file = ContractFile.of("sample", "names: [{departs: {what: a, old: b, new: c}}]\n");

        assertThatThrownBy(() -> Departures.of(file))
                .hasMessageContaining("sample")
                .hasMessageContaining("why");
    }

    @Test
    void aVersionIsAcceptedByTheWholeConstraint() {
        assertThat(VersionRange.of(">= 5.100, < 7.0").accepts("6.35.1")).isTrue();
        assertThat(VersionRange.of(">= 5.100, < 7.0").accepts("7.0.0")).isFalse();
        assertThat(VersionRange.of("~> 5.100").accepts("6.0.0")).isFalse();
        assertThat(VersionRange.of("~> 5.100").accepts("5.101.0")).isTrue();
    }

    @Test
    void aReferenceIsComparedWithoutItsLogicalId() {
        assertThat(Expected.matches(
                        TextNode.valueOf("{aws_vpc.id}/x"), TextNode.valueOf("${aws_vpc.network_39EEAA36.id}/x")))
                .isTrue();
        assertThat(Expected.matches(TextNode.valueOf("{aws_vpc.id}"), TextNode.valueOf("${aws_vpc.a.arn}")))
                .isFalse();
    }
}
