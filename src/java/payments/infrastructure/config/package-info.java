/**
 * From a deployment file to a {@link payments.infrastructure.config.deployment.Deployment}, with every problem of the file reported at its
 * line. Start at {@link payments.infrastructure.config.DeploymentLoader}. In the order of the work:
 *
 * <ul>
 *   <li>the file: {@code DeploymentSource}, {@code YamlReader}, {@code Interpolation}; a {@code Tree} whose nodes know their
 *       {@code Position}; {@code ValueChecks} for what belongs in no setting
 *   <li>binding: {@code Binder} makes records of the tree ({@code Components} says what their annotations ask for, {@code
 *       Scalars} reads one value, {@code Spelling} knows what a wrong key meant, {@code Overrides} are an environment's own
 *       values); what comes of a tree with problems is a {@code Draft}
 *   <li>what only the whole file shows: {@code RegionChecks}, {@code SuffixChecks} and the other {@code *Checks}, over all
 *       environments
 *   <li>{@code Problem}, and the texts of all of them by kind: {@code FileErrors}, {@code YamlErrors}, {@code ValueErrors},
 *       {@code DeploymentErrors}, {@code SuppressionErrors}
 *   <li>for people and editors: {@code DeploymentSchema}, {@code ConfigurationReference}
 * </ul>
 */
@NullMarked
package payments.infrastructure.config;

import org.jspecify.annotations.NullMarked;
