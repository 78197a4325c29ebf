/** Tests of {@code payments.infrastructure.ledger}. */
@NullMarked
package payments.infrastructure.ledger;

import org.jspecify.annotations.NullMarked;
