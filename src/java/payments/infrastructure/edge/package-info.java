/** What stands between the internet and a region: the web application firewall, and load balancers. */
@NullMarked
package payments.infrastructure.edge;

import org.jspecify.annotations.NullMarked;
