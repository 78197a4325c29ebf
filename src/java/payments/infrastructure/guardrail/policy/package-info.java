/**
 * Answers "may this caller do this action on this resource" from policies alone, the way AWS documents it (IAM User Guide,
 * "Policy evaluation logic" and "IAM JSON policy element reference"). Start at
 * {@link payments.infrastructure.guardrail.policy.Access}.
 *
 * <p><b>What is not known is said, never guessed.</b> A condition on a context key of which the question says nothing makes
 * a statement {@link payments.infrastructure.guardrail.policy.Truth#DEPENDS}; a text that Terraform knows only after an
 * apply makes it {@link payments.infrastructure.guardrail.policy.Truth#UNKNOWN}. An Allow in doubt is reported as possible,
 * and a Deny in doubt never hides an Allow, so "not allowed" can be relied on.
 *
 * <p><b>Terraform references.</b> A {@code ${...}} that is no policy variable is an opaque, non-empty text. It equals the
 * same reference, and {@code *} covers it. It may be the literal text on the other side (unknown). It never is the reference
 * of another resource, for two resources have two names; whether two attributes of one resource meet is unknown. Who asks must
 * hand in references that are unique over all stacks.
 *
 * <p>Not evaluated, because nothing of it is in a synthesized program: organization policies (SCP, RCP) and AWS-managed
 * policies. Both can only be handed in as texts.
 */
@NullMarked
package payments.infrastructure.guardrail.policy;

import org.jspecify.annotations.NullMarked;
