/**
 * Terraform's own language, HCL: expressions and templates, which its JSON has too, and the attributes and blocks of its files.
 * Whatever is read here comes out in the form of Terraform JSON, so that nothing else needs to know in which of the two a
 * program is written. Knows no resource and no provider. Start with {@link payments.infrastructure.guardrail.model.hcl.HclFile}.
 */
@NullMarked
package payments.infrastructure.guardrail.model.hcl;

import org.jspecify.annotations.NullMarked;
