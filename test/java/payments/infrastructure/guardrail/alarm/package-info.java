/** Tests of alarms that are tried. */
@NullMarked
package payments.infrastructure.guardrail.alarm;

import org.jspecify.annotations.NullMarked;
