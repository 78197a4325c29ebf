/**
 * What people do with the regions of a deployment that runs: who owns the payments, how they are given to another region, and where one
 * payment is. It reads and writes by the very code of the functions; only these commands change who owns.
 */
@NullMarked
package payments.regions;

import org.jspecify.annotations.NullMarked;
