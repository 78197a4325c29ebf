/** The books in the database: their schema, and the comparison of payments with them. */
@NullMarked
package payments.infrastructure.ledger;

import org.jspecify.annotations.NullMarked;
