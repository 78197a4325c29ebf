/** Checks on synthesized Terraform JSON: what it allows, and whether that is safe. Plain Java, no construct and no jsii. */
@NullMarked
package payments.infrastructure.guardrail;

import org.jspecify.annotations.NullMarked;
