package payments.testing;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.deployment.ApiAuthorization;
import payments.infrastructure.config.deployment.ApiDialect;
import payments.infrastructure.config.deployment.ApiSettings;
import payments.infrastructure.config.deployment.ApiType;
import payments.infrastructure.config.deployment.CorsSettings;
import payments.infrastructure.config.deployment.ExecutionLog;
import payments.infrastructure.config.deployment.JwtSettings;
import payments.infrastructure.config.deployment.UsagePlanSettings;

/** Settings of an API for tests: the defaults of a deployment file, but for what a test says. Immutable. */
public record ApiSample(
        ApiType type,
        ApiDialect dialect,
        ApiAuthorization authorization,
        @Nullable JwtSettings jwt,
        @Nullable String stageName,
        int rate,
        int burst,
        @Nullable UsagePlanSettings usagePlan,
        boolean captureRoute,
        @Nullable CorsSettings cors,
        ExecutionLog executionLog) {
    /** All defaults. */
    public static final ApiSample DEFAULT = new ApiSample(
            ApiType.REST,
            ApiDialect.PAYMENTS,
            ApiAuthorization.AWS_IAM,
            null,
            null,
            100,
            200,
            null,
            false,
            null,
            ExecutionLog.ERROR);

    public ApiSample of(ApiType value) {
        return new ApiSample(
                value,
                dialect,
                authorization,
                jwt,
                stageName,
                rate,
                burst,
                usagePlan,
                captureRoute,
                cors,
                executionLog);
    }

    public ApiSample of(ApiDialect value) {
        return new ApiSample(
                type, value, authorization, jwt, stageName, rate, burst, usagePlan, captureRoute, cors, executionLog);
    }

    public ApiSample of(ApiAuthorization value) {
        return new ApiSample(
                type, dialect, value, jwt, stageName, rate, burst, usagePlan, captureRoute, cors, executionLog);
    }

    public ApiSample of(JwtSettings value) {
        return new ApiSample(
                type,
                dialect,
                authorization,
                value,
                stageName,
                rate,
                burst,
                usagePlan,
                captureRoute,
                cors,
                executionLog);
    }

    public ApiSample stage(String value) {
        return new ApiSample(
                type, dialect, authorization, jwt, value, rate, burst, usagePlan, captureRoute, cors, executionLog);
    }

    public ApiSample throttle(int perSecond, int atOnce) {
        return new ApiSample(
                type,
                dialect,
                authorization,
                jwt,
                stageName,
                perSecond,
                atOnce,
                usagePlan,
                captureRoute,
                cors,
                executionLog);
    }

    public ApiSample of(UsagePlanSettings value) {
        return new ApiSample(
                type, dialect, authorization, jwt, stageName, rate, burst, value, captureRoute, cors, executionLog);
    }

    public ApiSample withCaptures() {
        return new ApiSample(
                type, dialect, authorization, jwt, stageName, rate, burst, usagePlan, true, cors, executionLog);
    }

    public ApiSample of(CorsSettings value) {
        return new ApiSample(
                type,
                dialect,
                authorization,
                jwt,
                stageName,
                rate,
                burst,
                usagePlan,
                captureRoute,
                value,
                executionLog);
    }

    public ApiSample of(ExecutionLog value) {
        return new ApiSample(
                type, dialect, authorization, jwt, stageName, rate, burst, usagePlan, captureRoute, cors, value);
    }

    /** The settings. */
    public ApiSettings settings() {
        return new ApiSettings(
                type,
                dialect,
                authorization,
                jwt,
                stageName,
                rate,
                burst,
                usagePlan,
                captureRoute,
                false,
                null,
                false,
                cors,
                executionLog,
                1);
    }
}
