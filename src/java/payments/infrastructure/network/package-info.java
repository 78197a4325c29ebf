/** Addresses, VPC, subnets, gateways, and what connects the networks of two regions. */
@NullMarked
package payments.infrastructure.network;

import org.jspecify.annotations.NullMarked;
