package payments.infrastructure.guardrail.model.hcl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Reads the files of HCL. */
public final class HclFile {
    private HclFile() {}

    /**
     * A file of configuration as Terraform JSON: each kind of block with the list of its blocks.
     *
     * @param kinds the kinds of blocks that there are, with how many labels each has
     * @throws HclFaultException at the first place that Terraform would refuse
     */
    public static ObjectNode configuration(String source, Map<String, Integer> kinds) throws HclFaultException {
        try {
            ObjectNode file = JsonNodeFactory.instance.objectNode();
            for (BodyParser.Block block : new BodyParser(source).blocks()) {
                Integer labels = kinds.get(block.kind());
                if (labels == null) {
                    throw new SyntaxFault(
                            block.at(),
                            "%s is no block of Terraform, which knows %s"
                                    .formatted(block.kind(), String.join(", ", kinds.keySet())));
                }
                if (labels != block.labels().size()) {
                    throw new SyntaxFault(
                            block.at(),
                            "the block %s has %d labels, it needs %d"
                                    .formatted(block.kind(), block.labels().size(), labels));
                }
                file.withArrayProperty(block.kind()).add(block.labelled());
            }
            return file;
        } catch (SyntaxFault e) {
            throw new HclFaultException(source, e);
        }
    }

    /**
     * A file of values for variables, by the names of the variables, each as Terraform JSON would have it.
     *
     * @throws HclFaultException at the first place that Terraform would refuse
     */
    public static Map<String, JsonNode> values(String source) throws HclFaultException {
        try {
            return new BodyParser(source).attributes();
        } catch (SyntaxFault e) {
            throw new HclFaultException(source, e);
        }
    }
}
