/** Buckets and their replication. */
@NullMarked
package payments.infrastructure.storage;

import org.jspecify.annotations.NullMarked;
