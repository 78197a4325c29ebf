/** Guardrails on what brings events to functions and other targets: mappings, rules, schedules, notifications. */
@NullMarked
package payments.infrastructure.guardrail.rules.events;

import org.jspecify.annotations.NullMarked;
