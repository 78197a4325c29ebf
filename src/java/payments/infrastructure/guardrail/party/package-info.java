/**
 * Whose is it: who is named in a program, and whether that is us, AWS, a partner that the deployment declares, or somebody else. Texts
 * are recognised by their form ({@link payments.infrastructure.guardrail.party.PartyReader}), wherever they stand. Start at
 * {@link payments.infrastructure.guardrail.party.Parties}.
 */
@NullMarked
package payments.infrastructure.guardrail.party;

import org.jspecify.annotations.NullMarked;
