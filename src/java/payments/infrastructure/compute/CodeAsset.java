package payments.infrastructure.compute;

import com.hashicorp.cdktf.AssetType;
import com.hashicorp.cdktf.TerraformAsset;
import com.hashicorp.cdktf.TerraformStack;
import java.nio.file.Path;
import payments.contract.FunctionContract;
import software.constructs.IConstruct;

/** The jars in the output: one copy for each stack, however many functions run it. */
final class CodeAsset {
    private CodeAsset() {}

    /** The path of a function's jar, from the folder of the stack. */
    static String path(IConstruct scope, FunctionCode code, FunctionContract function) {
        TerraformStack stack = TerraformStack.of(scope);
        String id = "code-" + function.jar().group();
        return stack.getNode().tryFindChild(id) instanceof TerraformAsset copied
                ? copied.getPath()
                : copy(stack, id, code.jar(function)).getPath();
    }

    private static TerraformAsset copy(TerraformStack stack, String id, Path jar) {
        return TerraformAsset.Builder.create(stack, id)
                .path(jar.toAbsolutePath().toString())
                .type(AssetType.FILE)
                .build();
    }
}
