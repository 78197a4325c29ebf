package payments.infrastructure.guardrail.rules.kms;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Whatever is encrypted in a region has its key there: replicas have the key of their region, and the target of an S3
 * replication that of the target's bucket. The attributes are found by their names, so new resource types are judged too.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html">AWS: keys and regions</a>
 */
@Guardrail(
        id = "kms-key-in-resource-region",
        severity = Severity.HIGH,
        expects = "a key of the region in which the data is",
        fix = "create one key in each region and name that one",
        why = "A key of another region is refused, or everything waits for that region",
        pci = "3.6.1.4",
        sources = "ours: KMS keys are regional")
final class KmsKeyInResourceRegion extends Rule {
    private static final Set<String> KEYS = Set.of("aws_kms_key", "aws_kms_alias", "aws_kms_replica_key");
    private static final Pattern KEY_ATTRIBUTE =
            Pattern.compile("(?:.*_)?kms_(?:master_)?key(?:_(?:id|arn|identifier))?");
    private static final List<String> REGION_ATTRIBUTES = List.of("region_name", "region");
    private static final int REGION = 3;

    @Override
    public Set<String> types() {
        return Set.of("aws_kms_key", "aws_kms_replica_key");
    }

    @Override
    protected void judge(Program program, Judging judging) {
        program.resources()
                .filter(resource ->
                        !KEYS.contains(resource.type()) && !resource.type().startsWith("aws_iam_"))
                .forEach(resource -> {
                    List<Use> uses = new ArrayList<>();
                    collect(resource, resource, "", resource.region(), uses);
                    if (!uses.isEmpty()) {
                        judging.about(
                                Subject.of(resource), verdicts -> uses.forEach(use -> use.judge(resource, verdicts)));
                    }
                });
    }

    private static void collect(Resource resource, Block block, String path, String region, List<Use> uses) {
        String here = REGION_ATTRIBUTES.stream()
                .map(name -> block == resource ? "" : block.attribute(name).text())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(region);
        block.body().properties().forEach(property -> {
            String name = property.getKey();
            // A dynamic block stands there a second time, as the blocks that it makes.
            if (name.equals("//") || name.equals("dynamic")) {
                return;
            }
            if (KEY_ATTRIBUTE.matcher(name).matches() && property.getValue().isTextual()) {
                uses.add(new Use(path + name, block.attribute(name), here));
                return;
            }
            if (isPlain(property.getValue())) {
                return;
            }
            for (Block inner : block.blocks(name)) {
                String inside = name.equals("destination") ? targetRegion(inner, here) : here;
                collect(resource, inner, path + name + ".", inside, uses);
            }
        });
    }

    /** Whether a value can hold no blocks: neither itself, nor as a document, nor by what it refers to. */
    private static boolean isPlain(JsonNode value) {
        return value.isValueNode()
                && !(value.isTextual()
                        && (value.textValue().indexOf('{') >= 0
                                || value.textValue().indexOf('[') >= 0));
    }

    private static String targetRegion(Block destination, String region) {
        Value bucket = destination.attribute("bucket");
        return destination.stack().program().meant("aws_s3_bucket", bucket).stream()
                .map(Resource::region)
                .findFirst()
                .orElse(bucket.isPresent() ? "" : region);
    }

    private record Use(String attribute, Value key, String region) {
        void judge(Resource resource, Verdicts verdicts) {
            Optional<Resource> target =
                    key.target().filter(named -> named.type().startsWith("aws_kms_"));
            String[] arn = key.text().split(":", -1);
            String found = target.map(Resource::region).orElse(arn.length > REGION ? arn[REGION] : "");
            // A resource may name a region of its own, so that one provider makes things in several.
            boolean samePlace = target.filter(named -> named.provider().equals(resource.provider()))
                    .filter(named -> named.region().equals(resource.region()))
                    .isPresent();
            if (key.text().startsWith("alias/") || (samePlace && region.equals(resource.region()))) {
                verdicts.pass(attribute, "a key of the resource's own provider");
            } else if (found.isEmpty() || region.isEmpty()) {
                verdicts.unknown(attribute, key);
            } else if (found.equals(region)) {
                verdicts.pass(attribute, "a key in " + found);
            } else {
                verdicts.fail("", attribute, "a key in " + found, "a key in " + region);
            }
        }
    }
}
