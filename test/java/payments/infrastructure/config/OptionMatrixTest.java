package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import payments.Requirement;

/** {@link OptionMatrix}: that it forgets no option. */
@Requirement("X3")
class OptionMatrixTest {
    @Test
    void everyKeyOfTheReferenceIsTried() {
        assertThat(OptionMatrix.withoutSample())
                .as("keys that need a sample in OptionSamples")
                .isEmpty();
        assertThat(OptionMatrix.of(1))
                .extracting(Variation::name)
                .contains(
                        "settings.documents=none, 1 regions, beside all defaults",
                        "settings.events={}, 1 regions, beside all defaults",
                        "settings.queue.batchSize=1, 1 regions",
                        "settings.queue.batchSize=10000, 1 regions",
                        "settings.links.databaseCopy=global-database, 1 regions",
                        "environments.<name>.classification.pciScope=connected, 1 regions");
    }

    @Test
    void everyPairOfChoicesMeetsInAFewFiles() {
        List<Variation> files = SectionPairs.all();

        assertThat(files).hasSizeBetween(30, 120);
        assertThat(files)
                .anyMatch(file -> file.says("settings.links.databaseCopy", List.of("global-database"))
                        && file.says("settings.ledger", List.of()));
    }

    /** A list without an entry for a rule's finding would let every finding pass. */
    @Test
    void aWeakSettingNamesItsRulesAndWhatToWriteInstead() {
        assertThat(WeakSetting.all()).isNotEmpty().allSatisfy(weak -> {
            assertThat(weak.rules()).isNotEmpty();
            assertThat(weak.weakness()).endsWith(".");
            assertThat(weak.instead()).isNotBlank();
            assertThat(weak.accepted()).allSatisfy(accepted -> {
                assertThat(weak.rules()).contains(accepted.rule());
                assertThat(accepted.reason()).hasSizeGreaterThan(20);
                assertThat(accepted.control()).hasSizeGreaterThan(10);
            });
        });
    }
}
