package payments.service.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;
import payments.contract.RegionRole;
import payments.service.store.PaymentTable;

@Requirement("A9")
class ServiceSettingsTest {
    @Test
    void aDeployedFunctionUsesTheRegionalEndpoint() {
        ServiceSettings settings = settings(SampleVariables.DEPLOYED);

        assertThat(settings.dynamoDbEndpoint()).hasToString("https://dynamodb.eu-west-1.amazonaws.com");
        assertThat(settings.table().sortKey()).isEmpty();
    }

    @Test
    void anEmulatorTakesOverTheSameEnvironment() {
        ServiceSettings settings = settings(with("AWS_ENDPOINT_URL", "http://127.0.0.1:5000"));

        assertThat(settings.dynamoDbEndpoint()).hasToString("http://127.0.0.1:5000");
    }

    @ParameterizedTest(name = "without {0}")
    @ValueSource(
            strings = {"REGION", "ENVIRONMENT_SUFFIX", "DYNAMODB_TABLE", "DYNAMODB_ENDPOINT", "TABLE_PARTITION_KEY"})
    void aMissingOrEmptyVariableStopsTheStartAndIsNamed(String name) {
        Map<String, String> without = new HashMap<>(SampleVariables.DEPLOYED);
        without.remove(name);

        assertThatThrownBy(() -> settings(without))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(name);
        assertThatThrownBy(() -> settings(with(name, " ")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "DYNAMODB_ENDPOINT, http://dynamodb.eu-west-1.amazonaws.com",
        "DYNAMODB_ENDPOINT, dynamodb.eu-west-1.amazonaws.com",
        "DYNAMODB_ENDPOINT, https://a b",
        "AWS_ENDPOINT_URL, 127.0.0.1",
        "REGION_ROLE, another",
        "TABLE_PARTITION_KEY, amount",
        "TABLE_SORT_KEY, created_at",
        "TABLE_SORT_KEY, payment_id",
        "TABLE_TIMESTAMP, payment_id",
        "TABLE_TIMESTAMP, updated_at"
    })
    void anUnusableVariableStopsTheStartAndIsNamed(String name, String value) {
        assertThatThrownBy(() -> settings(with(name, value)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(name);
    }

    @Test
    @Requirement("D2")
    void auditRecordsMayHaveATableOfTheirOwn() {
        Map<String, String> variables = new HashMap<>(with("AUDIT_TABLE", "audit-dev"));
        assertThatThrownBy(() -> settings(variables)).hasMessageContaining("AUDIT_PARTITION_KEY");

        variables.put("AUDIT_PARTITION_KEY", "audit_id");
        assertThat(settings(variables).table().audit()).contains(new PaymentTable.AuditTable("audit-dev", "audit_id"));
    }

    @Test
    void theLogOfEffectsIsReachedWhereItsVariablesSay() {
        assertThat(settings(SampleVariables.DEPLOYED).log()).isEmpty();
        Map<String, String> variables = new HashMap<>(with("EFFECT_LOG_TABLE", "effects"));
        assertThatThrownBy(() -> settings(variables)).hasMessageContaining("EFFECT_LOG_REGION");
        variables.put("EFFECT_LOG_REGION", "eu-west-3");
        variables.put("EFFECT_LOG_ENDPOINT", "http://dynamodb.eu-west-3.amazonaws.com");
        assertThatThrownBy(() -> settings(variables))
                .hasMessageContaining("EFFECT_LOG_ENDPOINT")
                .hasMessageContaining("https");
        variables.put("EFFECT_LOG_ENDPOINT", "https://dynamodb.eu-west-3.amazonaws.com");

        assertThat(settings(variables).log())
                .contains(new ServiceSettings.Log(
                        "effects", "eu-west-3", URI.create("https://dynamodb.eu-west-3.amazonaws.com")));

        variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:5000");
        assertThat(settings(variables).log().map(ServiceSettings.Log::endpoint))
                .contains(URI.create("http://127.0.0.1:5000"));
    }

    @ParameterizedTest(name = "{0}={1} is {2}")
    @CsvSource({
        "REGION_ROLE, home, HOME",
        "REGION_ROLE, standby, STANDBY",
        "HOME_REGION, eu-west-1, HOME",
        "HOME_REGION, another, STANDBY"
    })
    void theRoleOfTheRegionIsReadInItsNewAndInItsOldForm(String name, String value, RegionRole role) {
        assertThat(settings(with(name, value)).role()).contains(role);
    }

    @Test
    void theNewFormOfTheRoleComesBeforeTheOldOneAndWithoutBothNoFenceIsChecked() {
        Map<String, String> both = new HashMap<>(with("HOME_REGION", "eu-west-1"));
        both.put("REGION_ROLE", "standby");

        assertThat(settings(both).role()).contains(RegionRole.STANDBY);
        assertThat(settings(SampleVariables.DEPLOYED).role()).isEmpty();
    }

    private static ServiceSettings settings(Map<String, String> variables) {
        return ServiceSettings.from(new FunctionEnvironment(FunctionContract.PAYMENTS_API, variables));
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> variables = new HashMap<>(SampleVariables.DEPLOYED);
        variables.put(name, value);
        return variables;
    }
}
