/**
 * Who may do what in a program: gathers the policies that the program attaches to roles and resources, and hands them to the
 * evaluator in {@code policy}. Start at {@link payments.infrastructure.guardrail.access.Permissions}.
 */
@NullMarked
package payments.infrastructure.guardrail.access;

import org.jspecify.annotations.NullMarked;
