package payments.infrastructure.guardrail.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else whom the deployment declares, so that a program may name them.
 *
 * @param form what the name is: account, arn, bucket, host, and so on
 * @param name the account number, ARN, bucket or host
 * @param reason what they are there for
 * @param until the last day on which it counts; null without end
 */
public record Partner(
        String form, String name, String reason, @Nullable LocalDate until) {}
