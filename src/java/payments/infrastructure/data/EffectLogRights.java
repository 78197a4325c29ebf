package payments.infrastructure.data;

import java.util.ArrayList;
import java.util.List;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;

/**
 * What roles may do with the log of effects; nothing where an environment has none. No role may delete what is in it (the boundary
 * of all roles), and what a role may change is named by keys and attributes, since a permission on items knows no others.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html">AWS: conditions on
 *     keys and attributes; all keys of the item must be among the attributes</a>
 */
public final class EffectLogRights {
    private static final String LEADING_KEYS = "dynamodb:LeadingKeys";

    /** The item that says which region owns the payments. */
    private static final String OWNER = "owner#";

    /** The items that say how far a region has come begin with it. */
    private static final String REGION = "region#";

    /** The item's keys, what the condition of the write looks at, and what it sets. */
    private static final String[] ATTRIBUTES_OF_SENDING = {"payment_id", "version", "kind", "sent_at"};

    private EffectLogRights() {}

    /** Appends effects, and reads them; a role that may do so names no owner and reports for no region. */
    public static List<Statement> append(RoleContext context) {
        return where(
                context,
                Statement.allow("AppendEffects", "dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:Query")
                        .on(tables(context)),
                Statement.deny("NeverNameOwner", "dynamodb:PutItem", "dynamodb:UpdateItem")
                        .on(tables(context))
                        .when("ForAnyValue:StringLike", LEADING_KEYS, OWNER, REGION + "*"));
    }

    /** Reads single effects. */
    public static List<Statement> read(RoleContext context) {
        return where(context, Statement.allow("ReadEffects", "dynamodb:GetItem").on(tables(context)));
    }

    /** Marks effects as sent, once each; nothing else of an effect can be changed. */
    public static List<Statement> markSent(RoleContext context) {
        return where(
                context,
                Statement.allow("MarkEffects", "dynamodb:UpdateItem")
                        .on(tables(context))
                        .when("ForAllValues:StringEquals", "dynamodb:Attributes", ATTRIBUTES_OF_SENDING)
                        .when("StringEqualsIfExists", "dynamodb:ReturnValues", "NONE", "UPDATED_OLD", "UPDATED_NEW"));
    }

    /** Follows the log: reads its stream and, after a gap, all of it; and reports of its own region how far it has come. */
    public static List<Statement> follow(RoleContext context) {
        List<Statement> statements = new ArrayList<>(List.of(
                Statement.allow("FollowEffects", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan")
                        .on(tables(context)),
                Statement.allow(
                                "ReadStream",
                                "dynamodb:DescribeStream",
                                "dynamodb:GetRecords",
                                "dynamodb:GetShardIterator")
                        .on(tables(context).stream()
                                .map(table -> table + "/stream/*")
                                .toList()),
                Statement.allow("FindStream", "dynamodb:ListStreams").on("*")));
        int place = 1;
        for (String region : context.inEachRegion(region -> region)) {
            statements.add(Statement.allow("ReportOfRegion" + place++, "dynamodb:PutItem")
                    .on(table(context, region))
                    .when("ForAllValues:StringEquals", LEADING_KEYS, REGION + region));
        }
        return where(context, statements.toArray(Statement[]::new));
    }

    static List<String> tables(RoleContext context) {
        return context.tables(ResourceName.EFFECT_LOG);
    }

    private static String table(RoleContext context, String region) {
        return context.arns().table(region, context.name(ResourceName.EFFECT_LOG, region));
    }

    private static List<Statement> where(RoleContext context, Statement... statements) {
        return context.settings().effectLog() == null ? List.of() : List.of(statements);
    }
}
