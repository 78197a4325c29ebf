/**
 * What a capability of the platform is, such as the payment queue or the ledger, and what it is given to build itself.
 * The capabilities are in the packages of their roles; {@code stack.Capabilities} lists them.
 */
@NullMarked
package payments.infrastructure.capability;

import org.jspecify.annotations.NullMarked;
