/**
 * The ledger: double entry, append-only, in PostgreSQL. DynamoDB says what a payment is; the ledger says who owes whom.
 * What each event posts is in {@link payments.service.ledger.PostingRules}.
 */
@org.jspecify.annotations.NullMarked
package payments.service.ledger;
