/**
 * Terraform, in JSON or HCL, of several stacks as one program: resources, references resolved inside and across stacks, regions and
 * accounts from the providers. Plain Java; knows neither CDKTF nor this platform's constructs.
 */
@NullMarked
package payments.infrastructure.guardrail.model;

import org.jspecify.annotations.NullMarked;
