@NullMarked
package payments.infrastructure.report;

import org.jspecify.annotations.NullMarked;
