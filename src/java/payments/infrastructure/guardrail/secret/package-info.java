/**
 * What is a secret: by the form of a text ({@link payments.infrastructure.guardrail.secret.SecretForm}), or by the name under which it
 * stands ({@link payments.infrastructure.guardrail.secret.SecretName}). Start at
 * {@link payments.infrastructure.guardrail.secret.Secrets}. Rules find secrets by it, and reports hide them by it. Knows texts only.
 */
@NullMarked
package payments.infrastructure.guardrail.secret;

import org.jspecify.annotations.NullMarked;
