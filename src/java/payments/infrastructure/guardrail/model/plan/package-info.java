/**
 * Plans and states as {@code terraform show -json} writes them, put into the form of Terraform JSON that the model reads: what is
 * known as it is known, and what the plan does not know as an expression that names where it comes from. Knows nothing of the
 * model.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/internals/json-format">Terraform: JSON output format</a>
 */
@NullMarked
package payments.infrastructure.guardrail.model.plan;

import org.jspecify.annotations.NullMarked;
