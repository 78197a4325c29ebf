/**
 * Alarms that are tried: what CloudWatch does with an alarm ({@link payments.infrastructure.guardrail.alarm.AlarmForm}) while a metric
 * reports a day as it should be, or a fault ({@link payments.infrastructure.guardrail.alarm.Fault}), and which events of a trail a filter
 * counts ({@link payments.infrastructure.guardrail.alarm.EventPattern}). Knows numbers, texts and JSON, and nothing of Terraform.
 */
@NullMarked
package payments.infrastructure.guardrail.alarm;

import org.jspecify.annotations.NullMarked;
