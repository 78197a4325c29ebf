package payments.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The output holds one synthesis, whole, and what Terraform keeps beside it. */
class OutputFolderTest {
    @TempDir
    Path folder;

    @Test
    void anEarlierOutputIsReplacedAndWhatTerraformKeepsStays() throws IOException {
        stack(folder, "dev-iam", "old");
        write(folder.resolve("stacks/dev-iam/assets/old/code.jar"), "old");
        write(folder.resolve("stacks/dev-iam/terraform.tfstate"), "state");
        OutputFolder output = OutputFolder.at(folder);
        Path fresh = output.begin();
        stack(fresh, "dev-iam", "new");
        write(fresh.resolve("stacks/dev-iam/assets/new/code.jar"), "new");

        assertThat(output.replaceBy(fresh)).isEmpty();

        assertThat(files())
                .containsExactly(
                        "manifest.json",
                        "stacks/dev-iam/assets/new/code.jar",
                        "stacks/dev-iam/cdk.tf.json",
                        "stacks/dev-iam/terraform.tfstate");
        assertThat(folder.resolve("stacks/dev-iam/cdk.tf.json")).hasContent("new");
    }

    @Test
    void stacksOfAnEarlierRunAreRemovedAndReported() throws IOException {
        stack(folder, "prod-iam", "old");
        stack(folder, "prod-eu-west-1", "old");
        write(folder.resolve("stacks/prod-eu-west-1/terraform.tfstate"), "state");
        OutputFolder output = OutputFolder.at(folder);
        Path fresh = output.begin();
        stack(fresh, "dev-iam", "new");

        assertThat(output.replaceBy(fresh)).containsExactly("prod-eu-west-1", "prod-iam");

        assertThat(files())
                .containsExactly(
                        "manifest.json", "stacks/dev-iam/cdk.tf.json", "stacks/prod-eu-west-1/terraform.tfstate");
    }

    @Test
    void aRunThatBreaksOffLeavesTheEarlierOutput() throws IOException {
        stack(folder, "dev-iam", "old");
        OutputFolder output = OutputFolder.at(folder);
        Path fresh = output.begin();
        stack(fresh, "dev-iam", "half");

        output.discard(fresh);

        assertThat(files()).containsExactly("manifest.json", "stacks/dev-iam/cdk.tf.json");
        assertThat(folder.resolve("stacks/dev-iam/cdk.tf.json")).hasContent("old");
    }

    /** No process has a number of 18 digits; this one, and what it has open, must not be swept away. */
    @Test
    void whatAKilledRunLeftIsSweptAndWhatARunningOneWritesIsNot() throws IOException {
        write(folder.resolve(".synthesis-999999999999999999-1/stacks/x/cdk.tf.json"), "{}");
        long running = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(1L);
        write(folder.resolve(".synthesis-%d-2/stacks/x/cdk.tf.json".formatted(running)), "{}");
        write(folder.resolve("notes.txt"), "mine");

        Path fresh = OutputFolder.at(folder).begin();

        assertThat(fresh).isEmptyDirectory();
        assertThat(files()).containsExactly(".synthesis-%d-2/stacks/x/cdk.tf.json".formatted(running), "notes.txt");
    }

    @Test
    void aFileInThePlaceOfTheStacksIsBadInput() throws IOException {
        write(folder.resolve("stacks"), "a file");
        OutputFolder output = OutputFolder.at(folder);
        Path fresh = output.begin();
        stack(fresh, "dev-iam", "new");

        assertThatThrownBy(() -> output.replaceBy(fresh))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("stacks");
    }

    private static void stack(Path output, String name, String content) throws IOException {
        write(output.resolve("stacks").resolve(name).resolve("cdk.tf.json"), content);
        write(output.resolve("manifest.json"), content);
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }
}
