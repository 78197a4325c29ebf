package payments.infrastructure.compute;

import com.hashicorp.cdktf.AssetType;
import com.hashicorp.cdktf.TerraformAsset;
import com.hashicorp.cdktf.TerraformStack;
import java.nio.file.Path;
import software.constructs.IConstruct;

/** The jars in the output: one copy for each stack, however many functions run it. */
final class CodeAsset {
    private CodeAsset() {}

    /** The path of a handler's jar, from the folder of the stack. */
    static String path(IConstruct function, FunctionCode code, FunctionHandler handler) {
        TerraformStack stack = TerraformStack.of(function);
        String id = "code-" + handler.group();
        return stack.getNode().tryFindChild(id) instanceof TerraformAsset copied
                ? copied.getPath()
                : copy(stack, id, code.jar(handler)).getPath();
    }

    private static TerraformAsset copy(TerraformStack stack, String id, Path jar) {
        return TerraformAsset.Builder.create(stack, id)
                .path(jar.toAbsolutePath().toString())
                .type(AssetType.FILE)
                .build();
    }
}
