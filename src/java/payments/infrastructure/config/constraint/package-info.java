/**
 * What a value may be: the annotations of a settings record ({@link payments.infrastructure.config.constraint.Range}, {@link
 * payments.infrastructure.config.constraint.Matches}, {@link payments.infrastructure.config.constraint.Fallback}, ...), the
 * rules and lists of AWS, PostgreSQL and Terraform that they refer to ({@link
 * payments.infrastructure.config.constraint.ValueRule}), and the check of both.
 *
 * <p>Nothing here knows a settings record or a file.
 */
@NullMarked
package payments.infrastructure.config.constraint;

import org.jspecify.annotations.NullMarked;
