package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds the committed reference against the records. */
class ConfigurationReferenceTest {
    private static final Path COMMITTED = Path.of("main/docs/configuration.md");

    @Test
    void theCommittedReferenceIsTheOneThatTheRecordsGive() throws IOException {
        String generated = ConfigurationReference.render();
        if (Boolean.getBoolean("update.golden")) {
            Files.writeString(COMMITTED, generated);
        }

        assertThat(Files.readString(COMMITTED))
                .as("%s; run the test with -Dupdate.golden=true to write it anew, and commit it", COMMITTED)
                .isEqualTo(generated);
    }

    @Test
    void aRowGivesMeaningBoundsDefaultAndWhetherItMayBeOverridden() {
        assertThat(ConfigurationReference.render())
                .contains(
                        "| `settings.function.memoryMegabytes` | Memory in MiB | 512 to 10240 | `1024` | override |",
                        "| `environments.<name>.suffix` |",
                        "| `environments.<name>.regions[].cidr` |");
    }
}
