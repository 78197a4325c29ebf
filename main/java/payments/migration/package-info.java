/**
 * Moves the data of an existing system to the place where this platform takes over, and back: copies that can be stopped
 * and resumed, and comparisons of both sides. Knows neither deployments nor Terraform, and the functions know nothing of it.
 */
@NullMarked
package payments.migration;

import org.jspecify.annotations.NullMarked;
