package payments.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Artefacts lie where the real actions would put them. */
class ArtifactsTest {
    @TempDir
    Path workspace;

    @TempDir
    Path other;

    @TempDir
    Path store;

    @BeforeEach
    void filesOfABuild() throws IOException {
        for (String file :
                List.of("main/target/a.jar", "main/target/lib/b.jar", "main/target/lib/.c", "code/target/d.jar")) {
            Path path = workspace.resolve(file);
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.writeString(path, file);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private List<String> uploaded(String patterns) {
        return Artifacts.files(workspace, patterns).keySet().stream()
                .map(Path::toString)
                .sorted()
                .toList();
    }

    @Test
    void ofSeveralPathsThePartThatAllHaveInCommonIsLost() {
        assertThat(uploaded("main/target/a.jar\nmain/target/lib\n")).containsExactly("a.jar", "lib/b.jar");
        assertThat(uploaded("main/target/a.jar\ncode/target/*.jar\n"))
                .containsExactly("code/target/d.jar", "main/target/a.jar");
    }

    @Test
    void ofOnePathOnlyWhatLiesBelowItRemains() {
        assertThat(uploaded("main/target/lib")).containsExactly("b.jar");
        assertThat(uploaded("main/target/a.jar")).containsExactly("a.jar");
        assertThat(uploaded("main/*/a.jar")).containsExactly("target/a.jar");
    }

    @Test
    void anArtefactIsUnpackedWithoutItsPermissions() throws IOException {
        Artifacts artifacts = new Artifacts(store);

        artifacts.upload(workspace, Map.of("name", "program", "path", "main/target/a.jar\ncode/target/*.jar"));
        artifacts.download(other, Map.of("name", "program"));

        assertThat(other.resolve("main/target/a.jar")).hasContent("main/target/a.jar");
        assertThat(Files.getPosixFilePermissions(other.resolve("code/target/d.jar")))
                .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    }

    @Test
    void whatWasNotUploadedOrTwiceIsAnError() {
        Artifacts artifacts = new Artifacts(store);
        artifacts.upload(workspace, Map.of("name", "program", "path", "code"));

        assertThatThrownBy(() -> artifacts.download(other, Map.of("name", "jars")))
                .hasMessageContaining("no artefact jars");
        assertThatThrownBy(() -> artifacts.upload(workspace, Map.of("name", "program", "path", "code")))
                .hasMessageContaining("already");
        assertThatThrownBy(() -> artifacts.upload(workspace, Map.of("name", "none", "path", "absent")))
                .hasMessageContaining("no file matches");
    }
}
