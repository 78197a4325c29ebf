package payments.infrastructure.reality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import payments.infrastructure.reality.Dataset.Row;

/** Every table of facts in the jar can be read, says where it is from, and is known by its name. */
class DatasetsTest {
    private static final Path FOLDER = Path.of("src/resources/payments/infrastructure/reality");
    private static final List<String> NAMES = Datasets.NAMES;

    @Test
    void everyFileIsListedAndTheListIsInTheOrderOfTheAlphabet() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(NAMES)
                    .isSorted()
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString().replaceFirst("\\.tsv$", ""))
                                    .toList());
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void aTableHasRowsOfWhichNoneStandsTwice(String name) {
        assertThat(Datasets.of(name).rows().stream().map(Row::cells))
                .as(name)
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void aTableKeptByHandSaysOfEveryRowWhereItIsFrom(String name) {
        Dataset dataset = Datasets.of(name);
        if (dataset.columns().contains("source")) {
            assertThat(dataset.rows()).allSatisfy(row -> assertThat(row.text("source"))
                    .as("source of %s", row.cells())
                    .isNotBlank());
        } else {
            assertThat(dataset.source()).as("source of %s", name).matches("(npm|pip) .+");
        }
    }

    @Test
    void aTableIsOutdatedAfter180Days() {
        Dataset metrics = new Dataset("metrics", "a package", "1", LocalDate.of(2026, 1, 1), List.of("metric"));

        assertThat(metrics.isOutdated(LocalDate.of(2026, 6, 30))).isFalse();
        assertThat(metrics.isOutdated(LocalDate.of(2026, 7, 1))).isTrue();
        assertThat(metrics.isOutdated(LocalDate.of(2025, 12, 1))).isFalse();
    }

    @Test
    void whatDoesNotExistIsSaidByName() {
        assertThatThrownBy(() -> Datasets.of("prices-of-yesterday"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prices-of-yesterday")
                .hasMessageContaining("metrics");
        assertThatThrownBy(() -> Datasets.of("metrics").rows().get(0).text("colour"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("metrics.tsv has no column colour");
    }
}
