/**
 * Patterns of events, schedules and inputs, judged as the services that read them judge them. What only Terraform or AWS fills
 * in is taken as it should be.
 */
@NullMarked
package payments.infrastructure.guardrail.events;

import org.jspecify.annotations.NullMarked;
