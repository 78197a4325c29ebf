package payments.infrastructure.guardrail.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;

/** {@link Classification}. */
@Requirement("B11")
class ClassificationTest {
    @ParameterizedTest(name = "{0}, pci-scope {1}, data-class {2}: production {3}")
    @CsvSource({
        "prod, out, internal, false",
        "prod, out, public, false",
        "production, OUT, Internal, false",
        "live, cde, restricted, true",
        "zebra, cde, internal, true",
        "dev, connected, internal, true",
        "dev, out, confidential, true",
        "dev, out, restricted, true",
        "dev, out, '', true",
        "dev, '', internal, true",
        "dev, '', '', true",
        "dev, out, secret, true",
        "dev, nowhere, internal, true",
    })
    void productionIsWhatTheDataIsAndNotWhatTheEnvironmentIsCalled(
            String environment, String scope, String data, boolean production) {
        Map<String, String> tags = new TreeMap<>(Map.of("Environment", environment));
        if (!scope.isEmpty()) {
            tags.put("pci-scope", scope);
        }
        if (!data.isEmpty()) {
            tags.put("Data-Class", data);
        }

        assertThat(Classification.of(tags).isProduction()).isEqualTo(production);
    }
}
