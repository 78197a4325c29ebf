package payments.infrastructure.guardrail.rules.dynamodb;

import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Keys of finished requests expire, postings of a ledger never do. What a table is for follows from its name, or a tag: "idempoten"
 * or "ledger", "journal", "posting"; and from its name alone: "audit", "receipts", "invoices", "settlements", "refunds", "chargebacks". How long a key lives is set by the code that writes it (at least 24 hours), and cannot be
 * seen here.
 */
@Guardrail(
        id = "ddb-idempotency-ttl",
        severity = Severity.MEDIUM,
        expects = "time to live with an attribute on idempotency tables, none on ledger tables",
        fix = "add ttl with attribute_name expiration and enabled = true, or remove it from the ledger",
        why = "Idempotency keys that stay are data without an end; postings that expire are lost money",
        pci = "3.2.1",
        sources = "ours: Powertools writes an expiry that only the table's setting makes effective")
final class DynamoDbTimeToLiveFits extends ResourceRule {
    private static final Pattern IDEMPOTENCY = Pattern.compile("(?i)idempoten");
    private static final Pattern LEDGER = Pattern.compile("(?i)ledger|journal|posting");

    /** Records that a table's own name names; the words of tags are too many for these. */
    private static final Pattern RECORDS = Pattern.compile(
            "(?i)(?:^|[^a-z])(?:audit|receipts?|invoices?|settlements?|refunds?|chargebacks?)(?:[^a-z]|$)");

    DynamoDbTimeToLiveFits() {
        super("aws_dynamodb_table");
    }

    @Override
    protected void judge(Resource table, Verdicts verdicts) {
        String purpose = String.join(
                " ",
                table.attribute("name").text(),
                table.name(),
                String.join(" ", table.tags().values()));
        Value enabled = table.attribute("ttl.enabled");
        if (IDEMPOTENCY.matcher(purpose).find()) {
            verdicts.require(table, "ttl.enabled", Value::isTrue);
            verdicts.require(table, "ttl.attribute_name", name -> !name.text().isBlank());
        } else if (!LEDGER.matcher(purpose).find()
                && !RECORDS.matcher(table.attribute("name").text()).find()) {
            verdicts.notApplicable("neither a table of idempotency keys nor a ledger or records, by its name");
        } else if (enabled.isTrue() || (table.has("ttl") && enabled.isUnknown())) {
            verdicts.fail("ttl.enabled", enabled);
        } else {
            verdicts.pass("ttl.enabled", enabled);
        }
    }
}
