package payments.infrastructure.guardrail.rules.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import payments.infrastructure.guardrail.access.Permissions;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.policy.Access;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.policy.Target;
import payments.infrastructure.guardrail.rules.Functions;

/**
 * A mapping that reads the stream of a table, and whether it brings what is written to the function that is meant.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html">AWS: a record that no pattern matches is
 *     not given to the function, and not kept</a>
 */
record StreamReader(Resource mapping) {
    private static final String SOURCE = "event_source_arn";
    private static final String POSITION = "starting_position";

    /** Whether a word is one of AWS's, another rule judges. */
    private static final Set<String> LATER = Set.of("LATEST", "AT_TIMESTAMP");

    /** The ones of a table, which may be one that Terraform makes or one that it only reads. */
    static List<StreamReader> of(Resource table) {
        return table.referrers().stream()
                .filter(reader -> reader.type().equals("aws_lambda_event_source_mapping"))
                .filter(reader ->
                        reader.attribute(SOURCE).target().filter(table::equals).isPresent())
                .map(StreamReader::new)
                .toList();
    }

    /** The function that it calls; empty where the program has no such function. */
    Optional<Resource> function() {
        return Functions.of(mapping, "function_name");
    }

    /**
     * Why records do not come; empty when they do.
     *
     * @param records the values by path of each record that must come; what else is in them is any
     */
    Optional<String> fault(List<Map<String, String>> records) {
        Value enabled = mapping.attribute("enabled");
        if (enabled.isPresent() && !enabled.isTrue()) {
            return Optional.of("enabled = " + enabled);
        }
        Value position = mapping.attribute(POSITION);
        if (position.isOneOf(LATER) || position.isUnknown()) {
            return Optional.of("%s = %s misses what is in the stream already".formatted(POSITION, position));
        }
        List<Block> filters = mapping.blocks("filter_criteria.filter");
        return records.stream()
                .filter(sample -> !filters.isEmpty()
                        && filters.stream()
                                .flatMap(filter -> filter.blocks("pattern").stream())
                                .noneMatch(pattern -> passes(pattern.body(), "", sample)))
                .findFirst()
                .map(sample -> "filter_criteria drops records with " + sample);
    }

    /** Whether a pattern demands nothing but what the record is known to have. */
    private static boolean passes(JsonNode pattern, String path, Map<String, String> known) {
        return pattern.properties().stream().allMatch(field -> {
            String here = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            return field.getValue().isObject()
                    ? passes(field.getValue(), here, known)
                    : known.containsKey(here)
                            && StreamSupport.stream(field.getValue().spliterator(), false)
                                    .anyMatch(value -> value.isTextual()
                                            && value.textValue().equals(known.get(here)));
        });
    }

    /** Whether the role of a function lets it do something in its region. */
    static boolean may(Resource function, String action, String arn) {
        return function.find("aws_iam_role", function.attribute("role"))
                .filter(role -> Access.may(
                                Permissions.of(role),
                                action,
                                Target.of(arn, role.account()),
                                RequestContext.nothing().with("aws:RequestedRegion", function.region()))
                        .isPossible())
                .isPresent();
    }
}
