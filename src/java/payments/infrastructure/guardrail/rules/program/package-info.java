/** Rules on how a program is deployed: its providers, what runs beside them, and what Terraform is to overlook. */
@NullMarked
package payments.infrastructure.guardrail.rules.program;

import org.jspecify.annotations.NullMarked;
