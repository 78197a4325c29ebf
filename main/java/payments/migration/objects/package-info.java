/** Objects of S3 buckets. Start at {@link payments.migration.objects.ObjectCopy}. */
@NullMarked
package payments.migration.objects;

import org.jspecify.annotations.NullMarked;
