/** Files of payments: their buckets, the function that takes them, and the record of each batch. */
@NullMarked
package payments.infrastructure.batch;

import org.jspecify.annotations.NullMarked;
