/**
 * Guardrails: what a program of Terraform must satisfy before it may be deployed. {@code model} reads and resolves,
 * {@code rule} says what a rule is, {@code rules} holds them by service, {@code policy} evaluates IAM policies; here is the
 * engine. Plain Java: no CDKTF type is known, so that any program can be judged.
 */
@NullMarked
package payments.infrastructure.guardrail;

import org.jspecify.annotations.NullMarked;
