package payments.infrastructure.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;

/**
 * What roles may do with stored payments: statements for the policies of functions that work on them. Keys are not named:
 * each key's own policy lets this account use it through the service that it is for.
 */
public final class PaymentRights {
    private PaymentRights() {}

    /** Takes and reads payments. A transaction needs the actions of its parts: DynamoDB developer guide, "Transactions: IAM". */
    public static Statement storeAndRead(RoleContext context) {
        return Statement.allow(
                        "StoreAndReadPayments",
                        finding(context, "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:ConditionCheckItem"))
                .on(tables(context));
    }

    /** Changes payments, with their audit records where these have a table of their own. */
    public static List<Statement> change(RoleContext context) {
        List<Statement> statements = new ArrayList<>(List.of(Statement.allow(
                        "ChangePayments",
                        finding(
                                context,
                                "dynamodb:GetItem",
                                "dynamodb:PutItem",
                                "dynamodb:UpdateItem",
                                "dynamodb:ConditionCheckItem"))
                .on(tables(context))));
        statements.addAll(writeAuditRecords(context));
        return statements;
    }

    /** Reads single payments. */
    public static Statement read(RoleContext context) {
        return Statement.allow("ReadPayments", finding(context, "dynamodb:GetItem"))
                .on(tables(context));
    }

    /** Reads every payment. */
    public static Statement scan(RoleContext context) {
        return Statement.allow("ReadPayments", finding(context, "dynamodb:Scan", "dynamodb:GetItem"))
                .on(tables(context));
    }

    /** Finds the events that are not published yet. */
    public static Statement findEvents(RoleContext context) {
        return Statement.allow("FindEvents", "dynamodb:Query")
                .on(under(context, "/index/" + PaymentsTable.OUTBOX_INDEX));
    }

    /** Marks events as published. */
    public static Statement markEvents(RoleContext context) {
        return Statement.allow("MarkEvents", "dynamodb:GetItem", "dynamodb:UpdateItem")
                .on(tables(context));
    }

    /** Reads the stream of changes, and finds it: AWS lets no one list the streams of one table alone. */
    public static List<Statement> readStream(RoleContext context) {
        return List.of(
                Statement.allow(
                                "ReadStream",
                                "dynamodb:DescribeStream",
                                "dynamodb:GetRecords",
                                "dynamodb:GetShardIterator")
                        .on(under(context, "/stream/*")),
                Statement.allow("FindStream", "dynamodb:ListStreams").on("*"));
    }

    /** Writes audit records; nothing where they lie beside the payments. */
    public static List<Statement> writeAuditRecords(RoleContext context) {
        return context.settings().table().auditTable() == null
                ? List.of()
                : List.of(
                        Statement.allow("WriteAuditRecords", "dynamodb:PutItem").on(auditTables(context)));
    }

    /** Denies to change audit records; nothing where they lie beside the payments (PCI DSS 10.3.2). */
    public static List<Statement> neverChangeAuditRecords(RoleContext context) {
        return context.settings().table().auditTable() == null
                ? List.of()
                : List.of(Statement.deny("NeverChangeAuditRecords", "dynamodb:UpdateItem", "dynamodb:BatchWriteItem")
                        .on(auditTables(context)));
    }

    /** Notes rows of a batch that were refused behind the queue. */
    public static Statement noteRefusedRows(RoleContext context) {
        return Statement.allow("NoteRefusedRows", "dynamodb:PutItem").on(statusTables(context));
    }

    /** Notes what became of a batch. */
    public static Statement noteBatchStatus(RoleContext context) {
        return Statement.allow("NoteStatus", "dynamodb:UpdateItem").on(statusTables(context));
    }

    /** Payments of an earlier system have a sort value that is not known; they are found by a query of the partition. */
    private static String[] finding(RoleContext context, String... actions) {
        return context.settings().table().sortKey() == null
                ? actions
                : Stream.concat(Arrays.stream(actions), Stream.of("dynamodb:Query"))
                        .toArray(String[]::new);
    }

    static List<String> tables(RoleContext context) {
        return context.tables(ResourceName.PAYMENTS_TABLE);
    }

    static List<String> auditTables(RoleContext context) {
        return context.tables(ResourceName.AUDIT_TABLE);
    }

    private static List<String> statusTables(RoleContext context) {
        return context.tables(ResourceName.BATCH_STATUS_TABLE);
    }

    private static List<String> under(RoleContext context, String path) {
        return tables(context).stream().map(table -> table + path).toList();
    }
}
