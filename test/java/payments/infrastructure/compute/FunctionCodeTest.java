package payments.infrastructure.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionCodeTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void aJarThatExistsIsTaken() throws IOException {
        Path jar = Files.writeString(folder.resolve("handler.jar"), "bytes");

        assertThat(new FunctionCode(jar).jar()).isEqualTo(jar);
    }

    @Test
    void aMissingJarIsRefusedWithTheWayToGetOne() {
        Path missing = folder.resolve("missing.jar");

        assertThatThrownBy(() -> new FunctionCode(missing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no function code at " + missing)
                .hasMessageContaining("mvn package")
                .hasMessageContaining("LAMBDA_JAR");
    }

    @Test
    void aFolderIsNoJar() {
        assertThatThrownBy(() -> new FunctionCode(folder)).isInstanceOf(IllegalArgumentException.class);
    }
}
