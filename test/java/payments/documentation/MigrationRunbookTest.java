package payments.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import payments.Requirement;

/** What the runbook of a migration says before anything is copied; {@code MigrationRunbookIT} runs the rest of it. */
class MigrationRunbookTest {
    private static final Document PAGE = Document.read(Path.of("main/docs/runbooks/migration.md"));

    @Test
    @Requirement("K21")
    void theSourceRegionMustBeEnabledAndTheCommandsAreThere() {
        List<String> commands = PAGE.blocks().stream()
                .filter(Block::isShell)
                .flatMap(block -> ShellCommand.of(block.script()).stream())
                .map(ShellCommand::text)
                .toList();

        assertThat(commands)
                .contains(
                        "aws account get-region-opt-status --region-name eu-central-2",
                        "aws account enable-region --region-name eu-central-2");
        assertThat(commands.indexOf("aws account enable-region --region-name eu-central-2"))
                .as("before anything is copied")
                .isLessThan(3);
    }
}
