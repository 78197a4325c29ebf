/** Guardrails on relational databases. */
@NullMarked
package payments.infrastructure.guardrail.rules.database;

import org.jspecify.annotations.NullMarked;
