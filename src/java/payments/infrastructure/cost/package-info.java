/**
 * What a deployment costs, from what its stacks deploy and from price lists in the jar: idle for a month, and for each million
 * payments.
 */
@NullMarked
package payments.infrastructure.cost;

import org.jspecify.annotations.NullMarked;
