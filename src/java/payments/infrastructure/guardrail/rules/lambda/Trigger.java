package payments.infrastructure.guardrail.rules.lambda;

import payments.infrastructure.guardrail.model.Resource;

/**
 * Something that makes AWS call a function.
 *
 * @param by the resource that says so, such as an integration or an event target
 * @param service the principal that calls, such as {@code events.amazonaws.com}
 * @param qualifier the alias or version that is called; empty for the function itself
 */
record Trigger(Resource by, String service, String qualifier) {}
