package payments.infrastructure.guardrail.party;

import payments.infrastructure.guardrail.model.Text;

/**
 * That a party is named.
 *
 * @param party who
 * @param where the text that names it
 */
public record Mention(Party party, Text where) {}
