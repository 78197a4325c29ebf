/** What stands in front of the APIs: the web application firewall. */
@NullMarked
package payments.infrastructure.edge;

import org.jspecify.annotations.NullMarked;
