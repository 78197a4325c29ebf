/**
 * What a deployment is: its environments, their regions, and the settings of what is built in each, section by section.
 * Start at {@link payments.infrastructure.config.deployment.Deployment}.
 *
 * <p>A section of the deployment file is a record here, {@code *Settings}; its components are the keys. What a value may be
 * stands beside it as an annotation of {@link payments.infrastructure.config.constraint}; what the values of one record must
 * agree on stands in that record, and what sections must agree on in {@code *Checks} and {@code *Budget}. Nothing here knows
 * of files: {@link payments.infrastructure.config} makes these records.
 */
@NullMarked
package payments.infrastructure.config.deployment;

import org.jspecify.annotations.NullMarked;
