package payments.infrastructure.guardrail.rules.reviewed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/** Compares what stands in a block with what was reviewed, and says what differs. */
final class Review {
    /** What runs programs where Terraform runs. */
    private static final String PROVISIONER = "provisioner";

    /** What says where the state lies, with its secrets. */
    private static final String BACKEND = "terraform.backend.";

    private final Verdicts verdicts;
    private final Optional<Resource> holder;
    private boolean clean = true;

    Review(Verdicts verdicts, Optional<Resource> holder) {
        this.verdicts = verdicts;
        this.holder = holder;
    }

    /** Whether nothing differed so far. */
    boolean isClean() {
        return clean;
    }

    /** Compares a block and all inside of it. */
    void compare(Block block, Argument reviewed, String path) {
        for (Map.Entry<String, JsonNode> written : block.body().properties()) {
            String name = written.getKey();
            if (!name.equals("//") && !written.getValue().isNull()) {
                reviewed.inner(name)
                        .or(() -> path.isEmpty() && holder.isPresent()
                                ? ReviewedList.committed().ofEveryType().inner(name)
                                : Optional.empty())
                        .ifPresentOrElse(
                                inner -> argument(block, name, inner, path + name), () -> unknown(block, name, path));
            }
        }
        for (String needed : reviewed.required()) {
            if (block.body().path(needed).isMissingNode()
                    || block.body().path(needed).isNull()) {
                fail(
                        path + needed,
                        "(absent)",
                        reviewed.inner(needed).map(Argument::reviewed).orElse(""));
            }
        }
    }

    /** Looks for what must stand beside a resource, of which nothing is left to compare when it was removed. */
    void companions(Resource resource, Argument reviewed) {
        for (Companion companion : reviewed.companions()) {
            if (companion.of(resource).isEmpty()) {
                clean = false;
                verdicts.fail(
                        companion.type(),
                        companion.type(),
                        "(absent)",
                        "a resource of this type that belongs to it, as in what was reviewed");
            }
        }
    }

    private void unknown(Block block, String name, String path) {
        clean = false;
        boolean grave = (path.isEmpty() && name.equals(PROVISIONER)) || path.equals(BACKEND);
        verdicts.fail(
                grave ? Severity.HIGH : Severity.MEDIUM,
                path + name,
                shown(value(block, name)),
                "only arguments that were reviewed%s; this one was not"
                        .formatted(path.isEmpty() ? "" : " of this block"));
    }

    private void argument(Block block, String name, Argument reviewed, String path) {
        JsonNode written = block.body().path(name);
        if (reviewed.isBlock()) {
            block(block, name, reviewed, path);
        } else if (!reviewed.isOpen()) {
            Value value = value(block, name);
            List<Value> elements = value.elements();
            if (elements.isEmpty() && written.isArray() && written.isEmpty()) {
                return;
            }
            elements.stream()
                    .filter(element -> !reviewed.accepts(element, holder))
                    .findFirst()
                    .ifPresent(element -> fail(path, shown(element), reviewed.reviewed()));
        }
    }

    private void block(Block block, String name, Argument reviewed, String path) {
        JsonNode written = block.body().path(name);
        List<Block> blocks = name.indexOf('.') < 0
                ? block.blocks(name)
                : block.block(name).stream().toList();
        if (blocks.isEmpty() && !(written.isContainerNode() && written.isEmpty())) {
            Value value = value(block, name);
            if (reviewed.isOpen() || reviewed.accepts(value, holder)) {
                return;
            }
            fail(path, shown(value), "what was reviewed inside of it, written out");
            return;
        }
        for (Block one : blocks) {
            reviewed.element(one.body())
                    .ifPresentOrElse(
                            element -> compare(one, element, path + "."),
                            () -> fail(
                                    path,
                                    one.body().toString(),
                                    "one of " + String.join(", ", reviewed.elementNames())));
        }
    }

    private void fail(String path, String found, String reviewed) {
        clean = false;
        verdicts.fail(path, path, found, reviewed.isEmpty() ? "it as it was reviewed" : "as reviewed: " + reviewed);
    }

    private static Value value(Block block, String name) {
        return name.indexOf('.') < 0 ? block.attribute(name) : block.own(name);
    }

    private static String shown(Value value) {
        return value.isUnknown() ? value.text() + " (known to Terraform only)" : value.toString();
    }
}
