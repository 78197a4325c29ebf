package payments.service.handler.api;

import payments.service.observability.Events;
import payments.service.resilience.Deadline;

/**
 * What belongs to one request.
 *
 * @param id names the request in log, audit and events
 * @param deadline when Lambda ends it
 * @param events the log, bound to the request
 */
record RequestScope(String id, Deadline deadline, Events events) {}
