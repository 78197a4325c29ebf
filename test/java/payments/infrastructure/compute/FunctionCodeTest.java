package payments.infrastructure.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.AssetType;
import com.hashicorp.cdktf.TerraformAsset;
import com.hashicorp.cdktf.TerraformStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.contract.FunctionContract;
import payments.contract.FunctionJar;
import payments.testing.FunctionJars;

class FunctionCodeTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void aFolderWithTheJarOfEachGroupIsTaken() {
        FunctionCode code = new FunctionCode(FunctionJars.in(folder));

        assertThat(code.jar(FunctionJar.API)).isEqualTo(folder.resolve("payment-api.jar"));
        assertThat(code.jar(FunctionJar.DATABASE)).isEqualTo(folder.resolve("payment-database.jar"));
    }

    /** Known mistake M13: what the infrastructure names is what the build packs. */
    @Test
    void everyHandlerIsInTheJarThatItsFunctionGets() {
        FunctionCode code = new FunctionCode(FunctionJars.in(folder));

        for (FunctionContract function : FunctionContract.values()) {
            assertThat(code.jar(function.jar()))
                    .as(function.name())
                    .hasFileName(function.jar().fileName());
        }
    }

    @Test
    void aMissingJarIsRefusedWithTheWayToGetOne() throws IOException {
        FunctionJars.in(folder);
        Path missing = folder.resolve("payment-batch.jar");
        Files.delete(missing);

        assertThatThrownBy(() -> new FunctionCode(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no function code at " + missing)
                .hasMessageContaining("mvn package")
                .hasMessageContaining("LAMBDA_JARS");
    }

    /** Known mistake M13: code that Lambda cannot start. */
    @Test
    void aJarWithoutOneOfItsEntryPointsIsRefused() throws IOException {
        FunctionJars.in(folder);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("payment-queue.jar")))) {
            for (FunctionContract function :
                    List.of(FunctionContract.QUEUE_PROCESSOR, FunctionContract.VALIDATE_STEP)) {
                zip.putNextEntry(new ZipEntry(function.handlerEntry()));
            }
        }

        assertThatThrownBy(() -> new FunctionCode(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "payment-queue.jar holds no payments/service/handler/queue/ProcessStepHandler.class");
    }

    @Test
    void aTextIsNoJar() throws IOException {
        FunctionJars.in(folder);
        Files.writeString(folder.resolve("payment-api.jar"), "no code");

        assertThatThrownBy(() -> new FunctionCode(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no jar");
    }

    /** The name that CDKTF gives to the folder of an asset; any other would be new code for each function at the next deployment. */
    @Test
    void aJarHasTheNameThatCdktfWouldGiveToIts() throws IOException {
        FunctionJars.in(folder);
        TerraformStack stack = new TerraformStack(new App(), "stack");
        TerraformAsset asset = TerraformAsset.Builder.create(stack, "code-api")
                .path(folder.resolve("payment-api.jar").toString())
                .type(AssetType.FILE)
                .build();

        FunctionCode code = new FunctionCode(folder);

        assertThat("assets/code-api/%s/payment-api.jar".formatted(code.digest(FunctionJar.API)))
                .isEqualTo(asset.getPath());
    }
}
