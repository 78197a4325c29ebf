package payments.infrastructure.guardrail.rules.reality;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.reality.DocumentSizes;
import payments.infrastructure.reality.DocumentSizes.Counting;
import payments.infrastructure.reality.DocumentSizes.DocumentSize;

/**
 * Policies and other documents are as small as AWS wants them, with account numbers and ids filled in at their greatest length.
 * A document that stands nowhere in the program is not judged.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">AWS: quotas of IAM</a>
 */
@Guardrail(
        id = "document-size",
        severity = Severity.HIGH,
        expects = "documents within the size that AWS takes",
        fix = "split the document, or name several resources by one pattern",
        why = "A policy that grows with regions or queues is refused on the day one more is added",
        sources = "ours: sizes show only in the whole program, with references followed")
final class DocumentSizeWithin extends Rule {
    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    protected void judge(Program program, Judging judging) {
        for (DocumentSize size : DocumentSizes.all()) {
            if (size.per().isEmpty()) {
                program.resources(size.type()).forEach(resource -> judge(size, List.of(resource), judging));
            } else {
                program.resources(size.type()).stream()
                        .collect(Collectors.groupingBy(
                                resource -> owner(resource, size.per()), LinkedHashMap::new, Collectors.toList()))
                        .values()
                        .forEach(together -> judge(size, together, judging));
            }
        }
    }

    /** Whose document it is: two of one name in two environments are two. */
    private static String owner(Resource resource, String attribute) {
        Value owner = resource.attribute(attribute);
        return owner.target().map(Resource::toString).orElse(resource.stack().environment() + " " + owner.text());
    }

    private void judge(DocumentSize size, List<Resource> together, Judging judging) {
        List<Resource> measured = new ArrayList<>();
        long sum = 0;
        for (Resource resource : together) {
            long found = measure(size, resource);
            if (found >= 0) {
                measured.add(resource);
                sum += found;
            }
        }
        if (measured.isEmpty()) {
            return;
        }
        Resource last = measured.get(measured.size() - 1);
        long total = sum;
        judging.about(Subject.of(last), verdicts -> say(size, total, measured.size(), verdicts));
    }

    private void say(DocumentSize size, long found, int documents, Verdicts verdicts) {
        String says = "%s: %,d %s%s"
                .formatted(
                        size.what(),
                        found,
                        size.counting().unit(),
                        documents > 1 ? " in %d documents".formatted(documents) : "");
        if (found <= size.most()) {
            verdicts.pass(size.attribute(), says);
        } else {
            verdicts.fail(size.id(), size.attribute(), says, "at most %,d (%s)".formatted(size.most(), size.source()));
        }
    }

    /** How large a document is; -1 where there is none to measure. */
    private static long measure(DocumentSize size, Resource resource) {
        String[] steps = size.attribute().split("/", -1);
        Value value = resource.attribute(steps[0]);
        if (value.isAbsent() || (value.isUnknown() && value.text().matches("\\$\\{[^{}]*\\}"))) {
            return -1;
        }
        if (size.counting() == Counting.ELEMENTS) {
            return elements(resource, steps);
        }
        if (size.counting() == Counting.MAP_BYTES) {
            return entries(value.json());
        }
        return size.measure(Filled.of(value.text()));
    }

    private static long elements(Resource resource, String[] steps) {
        List<Block> holders = resource.blocks(steps[0]);
        return holders.isEmpty()
                ? -1
                : holders.stream()
                        .mapToLong(holder -> holder.body().path(steps[1]).size())
                        .sum();
    }

    private static long entries(JsonNode map) {
        long bytes = 0;
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            bytes += entry.getKey().getBytes(StandardCharsets.UTF_8).length;
            bytes += Filled.of(entry.getValue().asText()).getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }
}
