/**
 * The loss of a region, tried out: the service's own code in regions as they are deployed, under load and on a simulated clock, with the
 * steps of the runbook as {@code payments regions} takes them. One thread; the same seed gives the same report.
 */
@NullMarked
package payments.drill;

import org.jspecify.annotations.NullMarked;
