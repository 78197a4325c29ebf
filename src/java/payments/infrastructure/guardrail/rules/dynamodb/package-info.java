/** Guardrails on DynamoDB tables. */
@NullMarked
package payments.infrastructure.guardrail.rules.dynamodb;

import org.jspecify.annotations.NullMarked;
