/** Alarms, their topic, and the dashboard of a region. */
@NullMarked
package payments.infrastructure.observability;

import org.jspecify.annotations.NullMarked;
