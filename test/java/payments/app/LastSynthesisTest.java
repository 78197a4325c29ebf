package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;

/** Stacks are kept only where the same inputs wrote exactly what lies there. */
@Requirement("X3")
class LastSynthesisTest {
    @TempDir
    Path folder;

    private OutputFolder output;

    @BeforeEach
    void synthesized() throws IOException {
        output = OutputFolder.at(folder);
        Path fresh = output.begin();
        write(fresh.resolve("manifest.json"), "{}");
        write(fresh.resolve("stacks/dev-iam/cdk.tf.json"), "{\"resource\": {}}");
        write(fresh.resolve("stacks/dev-eu-west-1/cdk.tf.json"), "{\"resource\": {}}");
        write(fresh.resolve("stacks/dev-eu-west-1/assets/code/one.jar"), "code");
        LastSynthesis.note(fresh, "key", List.of("dev-iam", "dev-eu-west-1"));
        output.replaceBy(fresh);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void theSameKeyAndTheSameFilesKeepTheStacksInTheirOrder() {
        assertThat(output.unchanged("key")).contains(List.of("dev-iam", "dev-eu-west-1"));
    }

    @Test
    void whatTerraformStoresBesideAStackChangesNothing() throws IOException {
        write(folder.resolve("stacks/dev-iam/terraform.tfstate"), "state");
        write(folder.resolve("stacks/dev-iam/.terraform/providers/one"), "plugin");

        assertThat(output.unchanged("key")).isPresent();
    }

    @Test
    void anotherKeyKeepsNothing() {
        assertThat(output.unchanged("another")).isEmpty();
    }

    @Test
    void aChangedFileKeepsNothing() throws IOException {
        write(folder.resolve("stacks/dev-iam/cdk.tf.json"), "{\"resource\":  {}}");

        assertThat(output.unchanged("key")).isEmpty();
    }

    @Test
    void changedCodeOfTheSameLengthKeepsNothing() throws IOException {
        write(folder.resolve("stacks/dev-eu-west-1/assets/code/one.jar"), "edoc");

        assertThat(output.unchanged("key")).isEmpty();
    }

    @Test
    void aLostFileKeepsNothing() throws IOException {
        Files.delete(folder.resolve("manifest.json"));

        assertThat(output.unchanged("key")).isEmpty();
    }

    @Test
    void aNoteThatCannotBeReadKeepsNothing() throws IOException {
        write(folder.resolve(LastSynthesis.FILE), "{\"madeOf\": \"key\", ");

        assertThat(output.unchanged("key")).isEmpty();
    }

    @Test
    void outputOfAProgramThatLeavesNoNoteTakesTheOldNoteAway() throws IOException {
        Path fresh = output.begin();
        write(fresh.resolve("manifest.json"), "{}");
        write(fresh.resolve("stacks/dev-iam/cdk.tf.json"), "{}");

        output.replaceBy(fresh);

        assertThat(folder.resolve(LastSynthesis.FILE)).doesNotExist();
        assertThat(output.unchanged("key")).isEmpty();
    }
}
