package payments.infrastructure.compute;

import com.hashicorp.cdktf.TerraformStack;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import payments.contract.FunctionContract;
import payments.contract.FunctionJar;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * A jar in the folder of a stack: one for each stack, however many functions run it.
 *
 * <p>CDKTF's own asset would copy each jar into each stack. Here the stacks share one copy by hard links, so a folder is
 * complete by itself, for an upload as well, and takes no room of its own. What CDKTF would call the file, it is called here.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/cdktf/concepts/assets">CDKTF: assets</a>
 */
public final class CodeAsset extends Construct {
    private final Path jar;
    private final String path;

    private CodeAsset(TerraformStack stack, String id, FunctionCode code, FunctionJar group) {
        super(stack, id);
        this.jar = code.jar(group);
        this.path = "assets/%s/%s/%s".formatted(id, code.digest(group), group.fileName());
    }

    /** The path of a function's jar, from the folder of the stack. */
    static String path(IConstruct scope, FunctionCode code, FunctionContract function) {
        TerraformStack stack = TerraformStack.of(scope);
        FunctionJar group = function.jar();
        return stack.getNode().tryFindChild(id(group)) instanceof CodeAsset there
                ? there.path
                : new CodeAsset(stack, id(group), code, group).path;
    }

    private static String id(FunctionJar group) {
        return "code-" + group.group();
    }

    /**
     * The jars that a stack needs.
     *
     * @return none for a stack without functions
     */
    public static List<CodeAsset> in(TerraformStack stack) {
        return Stream.of(FunctionJar.values())
                .map(group -> stack.getNode().tryFindChild(id(group)))
                .filter(CodeAsset.class::isInstance)
                .map(CodeAsset.class::cast)
                .toList();
    }

    /**
     * Puts the jar into the folder of its stack, in the place of one of an earlier synthesis.
     *
     * @param folder the folder of the stack
     * @param written where each path was written first; gets this one if it is the first
     * @throws IOException when the file cannot be written
     */
    public void write(Path folder, Map<String, Path> written) throws IOException {
        Path target = folder.resolve(path);
        Files.createDirectories(target.getParent());
        // Written over, a file of an earlier synthesis would change under every name that it has.
        Files.deleteIfExists(target);
        Path first = written.putIfAbsent(path, target);
        if (first == null) {
            Files.copy(jar, target);
            return;
        }
        try {
            Files.createLink(target, first);
        } catch (UnsupportedOperationException | FileSystemException e) {
            // Not every file system has hard links.
            Files.copy(jar, target);
        }
    }
}
