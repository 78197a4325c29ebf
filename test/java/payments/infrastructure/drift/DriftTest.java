package payments.infrastructure.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.testing.Json;

/** What a plan says of drift: by its changes, by what it found changed, and by what its state holds. */
@Requirement("E11")
class DriftTest {
    private static final String DATABASE = "'address': 'aws_db_instance.main', 'mode': 'managed'";
    private static final String PUBLIC = "'change': {'actions': ['update'], 'before': {'publicly_accessible': %s},"
            + " 'after': {'publicly_accessible': %s}, 'before_sensitive': {}, 'after_sensitive': {}}";
    private static final String STATE =
            "{'values': {'root_module': {'resources': [{'mode': 'managed', 'address': 'aws_db_instance.main'}]}}}";

    private static List<String> drift(String changes, String drifted) {
        return drift(changes, drifted, "{}", STATE);
    }

    private static List<String> drift(String changes, String drifted, String outputs, String state) {
        return Drift.of(StackPlan.of("prod-iam", Json.of("""
                        {'format_version': '1.2', 'planned_values': {}, 'resource_changes': [%s], 'resource_drift': [%s],
                         'output_changes': %s, 'prior_state': %s}""".formatted(changes, drifted, outputs, state)))).stream()
                .map(Drift::line)
                .toList();
    }

    @Test
    void aPlanThatIsEmptyIsNoDrift() {
        assertThat(drift("{%s, 'change': {'actions': ['no-op']}}".formatted(DATABASE), ""))
                .isEmpty();
    }

    @Test
    void aDatabaseThatWasMadePublicIsNamedWithWhatStands() {
        String planned = "{%s, %s}".formatted(DATABASE, PUBLIC.formatted(true, false));
        String drifted = "{%s, %s}".formatted(DATABASE, PUBLIC.formatted(false, true));

        assertThat(drift(planned, drifted))
                .containsExactly("DRIFT  prod-iam  aws_db_instance.main: would be changed"
                        + " (publicly_accessible = true instead of false); changed outside of Terraform");
    }

    @Test
    void aProgramThatWasNotAppliedIsDistinguishedFromAChangeByHand() {
        assertThat(drift("{%s, %s}".formatted(DATABASE, PUBLIC.formatted(true, false)), ""))
                .singleElement()
                .asString()
                .endsWith("the program says so, and it is not applied");
    }

    /** Such as a rule that somebody added to a security group whose rules are resources of their own. */
    @Test
    void aChangeByHandOfWhichTheProgramSaysNothingIsDriftToo() {
        assertThat(drift("", "{%s, %s}".formatted(DATABASE, PUBLIC.formatted(false, true))))
                .containsExactly("DRIFT  prod-iam  aws_db_instance.main: changed outside of Terraform"
                        + " (publicly_accessible = true instead of false), and no plan undoes it");
    }

    @Test
    void whatAwsChangesByItselfIsNoDrift() {
        String moved = "{%s, 'change': {'actions': ['update'], 'before': {'latest_restorable_time': 'a'%s},"
                + " 'after': {'latest_restorable_time': 'b'%s}}}";

        assertThat(drift("", moved.formatted(DATABASE, "", ""))).isEmpty();
        assertThat(drift("", moved.formatted(DATABASE, ", 'port': 1", ", 'port': 2")))
                .singleElement()
                .asString()
                .contains("port = 2 instead of 1")
                .doesNotContain("latest_restorable_time");
    }

    @Test
    void whatWasDeletedByHandIsNamed() {
        String planned = "{%s, 'change': {'actions': ['create'], 'before': null, 'after': {'port': 1}}}";
        String drifted = "{%s, 'change': {'actions': ['delete'], 'before': {'port': 1}, 'after': null}}";

        assertThat(drift(planned.formatted(DATABASE), drifted.formatted(DATABASE)))
                .containsExactly(
                        "DRIFT  prod-iam  aws_db_instance.main: would be created; deleted outside of Terraform");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'values': {'root_module': {}}}",
                "{'values': {'root_module': {'resources': [{'mode': 'data', 'address': 'data.aws_region.here'}]}}}"
            })
    void aStateWithoutAnyResourceIsDriftWhateverThePlanSays(String state) {
        assertThat(drift("", "", "{}", state)).singleElement().asString().contains("prod-iam", "holds no resource");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'change': {'actions': ['delete', 'create']}                            | would be replaced",
                "'change': {'actions': ['create', 'delete']}                            | would be replaced",
                "'change': {'actions': ['delete']}                                      | would be deleted",
                "'change': {'actions': ['forget']}                                      | would be forgotten",
                "'change': {'actions': ['no-op']}, 'previous_address': 'aws_db_instance.x' | would get another address",
                "'change': {'actions': ['no-op'], 'importing': {'id': 'x'}}              | would be imported"
            },
            quoteCharacter = '"')
    void everyKindOfChangeIsDrift(String change, String words) {
        assertThat(drift("{%s, %s}".formatted(DATABASE, change), ""))
                .singleElement()
                .asString()
                .contains(words);
    }

    @Test
    void anOutputThatWouldChangeIsDrift() {
        assertThat(drift("", "", "{'address': {'actions': ['update'], 'before': 'a', 'after': 'b'}}", STATE))
                .singleElement()
                .asString()
                .contains("output.address: would be changed");
    }

    @Test
    void readingDataIsNoDrift() {
        assertThat(drift("{'address': 'data.x.y', 'mode': 'data', 'change': {'actions': ['read']}}", ""))
                .isEmpty();
    }

    /** Lines of a pipeline's log are read by more people than a database's password may be. */
    @ParameterizedTest
    @ValueSource(strings = {"true", "{'password': true}", "{'password': {'inner': [true]}}"})
    void aSensitiveValueIsNotPrinted(String mark) {
        String change = "{%s, 'change': {'actions': ['update'], 'before': {'password': 'old-one'},"
                + " 'after': {'password': 'new-one'}, 'before_sensitive': %s, 'after_sensitive': {}}}";

        assertThat(drift(change.formatted(DATABASE, mark), ""))
                .singleElement()
                .asString()
                .contains("password = (sensitive)")
                .doesNotContain("old-one", "new-one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{'format_version': '1.0', 'values': {}}",
                "{'format_version': '1.2', 'planned_values': {}, 'errored': true}"
            })
    void whatIsNoFinishedPlanIsRefused(String json) {
        assertThatThrownBy(() -> StackPlan.of("prod-iam", Json.of(json)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prod-iam");
    }
}
