/** The ledger in the database: its schema, and the comparison of payments with it. */
@NullMarked
package payments.infrastructure.ledger;

import org.jspecify.annotations.NullMarked;
