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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;

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

        assertThat(output.replaceBy(fresh).gone()).isEmpty();

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

        assertThat(output.replaceBy(fresh).gone()).containsExactly("prod-eu-west-1", "prod-iam");

        assertThat(files())
                .containsExactly(
                        "manifest.json", "stacks/dev-iam/cdk.tf.json", "stacks/prod-eu-west-1/terraform.tfstate");
    }

    /** Terraform would offer to move the state that the note names, which is another copy's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'backend': {'local': {'path': '../../../terraform.dev-iam%s.tfstate'}}}",
                "{'backend': {'s3': {'key': 'a/b/dev-iam%s.tfstate'}}}",
                "{'cloud': {'workspaces': {'name': 'dev-iam%s'}}}"
            })
    @Requirement("K2")
    void theNoteOfWhereAnotherCopysStateLiesIsDeleted(String place) throws IOException {
        String stack = "{'terraform': %s}".formatted(place).replace('\'', '"');
        OutputFolder output = OutputFolder.at(folder);
        stack(folder, "dev-iam", stack.formatted("-t1"));
        write(folder.resolve("stacks/dev-iam/.terraform/terraform.tfstate"), "t1");
        write(folder.resolve("stacks/dev-iam/.terraform/providers/aws"), "plugin");
        Path same = output.begin();
        stack(same, "dev-iam", stack.formatted("-t1"));

        assertThat(output.replaceBy(same).ofAnotherCopy()).isEmpty();
        assertThat(folder.resolve("stacks/dev-iam/.terraform/terraform.tfstate"))
                .hasContent("t1");

        Path other = output.begin();
        stack(other, "dev-iam", stack.formatted("-t2"));

        assertThat(output.replaceBy(other).ofAnotherCopy()).containsExactly("dev-iam");
        assertThat(files())
                .containsExactly(
                        "manifest.json", "stacks/dev-iam/.terraform/providers/aws", "stacks/dev-iam/cdk.tf.json");
    }

    /** {@code terraform init -migrate-state} takes the state from where the note says. */
    @Test
    void theNoteOfAStateThatMovesIsKept() throws IOException {
        stack(
                folder,
                "dev-iam",
                "{\"terraform\": {\"backend\": {\"local\": {\"path\": \"terraform.dev-iam.tfstate\"}}}}");
        write(folder.resolve("stacks/dev-iam/.terraform/terraform.tfstate"), "note");
        OutputFolder output = OutputFolder.at(folder);
        Path fresh = output.begin();
        stack(fresh, "dev-iam", "{\"terraform\": {\"backend\": {\"s3\": {\"key\": \"payments/dev-iam.tfstate\"}}}}");

        assertThat(output.replaceBy(fresh).ofAnotherCopy()).isEmpty();
        assertThat(folder.resolve("stacks/dev-iam/.terraform/terraform.tfstate"))
                .hasContent("note");
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
