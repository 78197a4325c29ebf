/** DynamoDB tables and PostgreSQL databases, and how they reach another region. */
@NullMarked
package payments.infrastructure.data;

import org.jspecify.annotations.NullMarked;
