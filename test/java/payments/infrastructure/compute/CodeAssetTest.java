package payments.infrastructure.compute;

import static org.assertj.core.api.Assertions.assertThat;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.contract.FunctionContract;
import payments.testing.FunctionJars;

class CodeAssetTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void anEarlierFileIsReplacedUnderThisNameAndStaysUnderItsOthers() throws IOException {
        TerraformStack stack = new TerraformStack(new App(), "stack");
        FunctionCode code = new FunctionCode(FunctionJars.in(folder.resolve("jars")));
        Path file = folder.resolve(CodeAsset.path(stack, code, FunctionContract.PAYMENTS_API));
        Files.createDirectories(file.getParent());
        Files.writeString(file, "earlier");
        Path other = Files.createLink(folder.resolve("other"), file);

        List<CodeAsset> assets = CodeAsset.in(stack);
        assertThat(assets).hasSize(1);
        assets.get(0).write(folder, new HashMap<>());

        assertThat(file).hasSameBinaryContentAs(folder.resolve("jars/payment-api.jar"));
        assertThat(other).hasContent("earlier");
    }
}
