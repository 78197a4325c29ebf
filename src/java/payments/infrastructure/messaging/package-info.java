/** Payments and their events on the way: queues, the topic, and the functions that read and write them. */
@NullMarked
package payments.infrastructure.messaging;

import org.jspecify.annotations.NullMarked;
