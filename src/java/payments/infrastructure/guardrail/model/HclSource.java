package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import payments.infrastructure.guardrail.model.hcl.HclFaultException;
import payments.infrastructure.guardrail.model.hcl.HclFile;

/** Reads files of HCL from the disk, and says in one sentence what is wrong with one. */
final class HclSource {
    /** A file of 50,000 resources has about this; people write files of some hundred lines. */
    static final long LARGEST = 16L * 1024 * 1024;

    private HclSource() {}

    /**
     * The blocks of a file as Terraform JSON.
     *
     * @throws UnreadableProgramException when it is no HCL, or too large
     */
    static ObjectNode configuration(Path file) {
        try {
            return HclFile.configuration(text(file), TerraformJson.LABELS);
        } catch (HclFaultException e) {
            throw refusal(file, e);
        }
    }

    /**
     * The values of a file of variables.
     *
     * @throws UnreadableProgramException when it is no HCL, or too large
     */
    static Map<String, JsonNode> values(Path file) {
        try {
            return HclFile.values(text(file));
        } catch (HclFaultException e) {
            throw refusal(file, e);
        }
    }

    private static String text(Path file) {
        try {
            long size = Files.size(file);
            if (size > LARGEST) {
                throw new UnreadableProgramException(
                        "%s: has %d bytes, at most %d are read; divide the file".formatted(file, size, LARGEST));
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new UnreadableProgramException(file + ": is no text in UTF-8; Terraform reads nothing else");
        } catch (IOException e) {
            throw new UnreadableProgramException(file + ": cannot be read (" + e + "); check its rights");
        }
    }

    private static UnreadableProgramException refusal(Path file, HclFaultException fault) {
        return new UnreadableProgramException(
                "%s:%d:%d: is not HCL: %s".formatted(file, fault.line(), fault.column(), fault.fault()));
    }
}
