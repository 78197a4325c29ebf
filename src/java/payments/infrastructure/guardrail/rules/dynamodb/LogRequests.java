package payments.infrastructure.guardrail.rules.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.reality.IamAction;
import payments.infrastructure.reality.IamActions;

/**
 * The requests that nothing may make of a log: every action on a table or its backups that is not among the reading and appending
 * ones, and changes of an item that touch more than the mark that its event is sent.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html">AWS: dynamodb:Attributes has
 *     the item's keys and all attributes that a request names</a>
 */
final class LogRequests {
    private static final String ATTRIBUTES = "dynamodb:Attributes";
    private static final String UPDATE = "dynamodb:UpdateItem";

    /** What changes nothing that is there. PutItem is how effects are appended; its condition is not IAM's to ask for. */
    private static final Set<String> HARMLESS = Set.of(
            "dynamodb:BatchGetItem",
            // Only transactions use it: ddb-global-mode.
            "dynamodb:ConditionCheckItem",
            "dynamodb:CreateBackup",
            "dynamodb:ExportTableToPointInTime",
            "dynamodb:PartiQLInsert",
            "dynamodb:PartiQLSelect",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:Scan",
            "dynamodb:SearchVectors",
            "dynamodb:StartAwsBackupJob",
            "dynamodb:TagResource",
            "dynamodb:UntagResource",
            "dynamodb:UpdateContributorInsights",
            UPDATE);

    private static final List<String> READING = List.of("dynamodb:Get", "dynamodb:Describe", "dynamodb:List");

    /** The item's keys, what the condition of the write that marks an event looks at, and the mark. */
    private static final List<String> MARK = List.of("payment_id", "version", "kind", "sent_at");

    /** Some of what an effect says; the last stands for all others. */
    private static final List<String> OTHERS =
            List.of("amount", "captured", "refunded", "status", "operation", "owner_region", "any_other_attribute");

    private static final List<IamAction> NEVER = IamActions.known().matching("dynamodb:*").stream()
            .filter(action -> action.resourceTypes().contains("table")
                    || action.resourceTypes().contains("backup"))
            .filter(action ->
                    !HARMLESS.contains(action.name()) && READING.stream().noneMatch(action.name()::startsWith))
            .toList();

    private LogRequests() {}

    /**
     * A request.
     *
     * @param suffix what follows the table's ARN in that of the resource
     */
    record Request(String action, String suffix, RequestContext context) {}

    /** Those that no policy may allow; the attributes that it names itself are tried too. */
    static List<Request> forbidden(Policy policy) {
        List<Request> requests = new ArrayList<>();
        for (IamAction action : NEVER) {
            String suffix = action.resourceTypes().contains("table") ? "" : "/backup/any";
            requests.add(new Request(action.name(), suffix, RequestContext.nothing()));
        }
        for (String attribute : attributes(policy)) {
            requests.add(update("payment_id", "version", attribute));
            requests.add(update("payment_id", "version", "kind", "sent_at", attribute));
        }
        return requests;
    }

    private static Request update(String... attributes) {
        return new Request(UPDATE, "", RequestContext.nothing().with(ATTRIBUTES, attributes));
    }

    private static Set<String> attributes(Policy policy) {
        Set<String> tried = new LinkedHashSet<>(OTHERS);
        policy.statements().stream()
                .flatMap(statement -> statement.conditions().stream())
                .filter(condition ->
                        condition.key().toLowerCase(Locale.ROOT).equals(ATTRIBUTES.toLowerCase(Locale.ROOT)))
                .flatMap(condition -> condition.values().stream())
                .map(value -> value.replace("*", "x").replace("?", "x"))
                .forEach(tried::add);
        tried.removeAll(MARK);
        tried.remove("");
        return tried;
    }
}
