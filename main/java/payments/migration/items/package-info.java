/** Items of DynamoDB tables. Start at {@link payments.migration.items.ItemCopy}. */
@NullMarked
package payments.migration.items;

import org.jspecify.annotations.NullMarked;
