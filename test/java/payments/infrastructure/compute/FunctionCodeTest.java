package payments.infrastructure.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.testing.FunctionJar;

class FunctionCodeTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void aJarWithTheEntryPointIsTaken() {
        Path jar = FunctionJar.in(folder);

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

    /** Known mistake M13: code that Lambda cannot start. */
    @Test
    void aJarWithoutTheEntryPointIsRefused() throws IOException {
        Path jar = folder.resolve("other.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("Other.class"));
        }

        assertThatThrownBy(() -> new FunctionCode(jar))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds no payments/service/handler/PaymentsApiHandler.class");
    }

    @Test
    void aTextIsNoJar() throws IOException {
        Path text = Files.writeString(folder.resolve("text.jar"), "no code");

        assertThatThrownBy(() -> new FunctionCode(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no jar");
    }

    @Test
    void aFolderIsNoJar() {
        assertThatThrownBy(() -> new FunctionCode(folder)).isInstanceOf(IllegalArgumentException.class);
    }
}
