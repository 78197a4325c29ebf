/**
 * Rules that compare what is written with what AWS has: actions, condition keys, resource types, metrics, values of arguments,
 * forms of definitions; and what its services do with the roles that they are given.
 * Terraform and an emulator accept what AWS refuses; and AWS itself accepts an alarm on a metric that it never reports. What
 * AWS has stands in {@code payments.infrastructure.reality}.
 */
@NullMarked
package payments.infrastructure.guardrail.rules.reality;

import org.jspecify.annotations.NullMarked;
