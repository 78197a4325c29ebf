package payments.service.handler.database;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;
import payments.contract.FunctionVariable;
import payments.service.database.DatabaseSettings;
import payments.service.database.Databases;
import payments.service.handler.Invocation;
import payments.service.json.JsonText;
import payments.service.migration.MigrationFailedException;
import payments.service.migration.MigrationResult;
import payments.service.migration.Migrations;
import payments.service.observability.Events;
import payments.service.observability.JsonLines;
import payments.service.observability.StandardOutput;
import payments.service.resilience.Deadline;

/**
 * The Lambda function that migrates the schema to its newest version. Invoke it in every deployment before the functions
 * that use the schema, with any event; the event is not read. It answers
 * {@code {"status":"UP_TO_DATE","version":"3","applied":["3"]}}, and fails when the schema is not up to date, so that the
 * deployment stops.
 *
 * <p>Variables: those of {@link DatabaseSettings}, with DATABASE_USER as the owner of the schema and DATABASE_SECRET_ARN
 * as the secret of that user; ENVIRONMENT_SUFFIX; the optional DATABASE_APPLICATION_ROLE, the role that gets the rights of
 * the service, default {@value DatabaseSettings#APPLICATION_ROLE}.
 */
public final class DatabaseMigrationHandler implements RequestStreamHandler {
    private final Migrations migrations;
    private final Events events;

    /** Reads the environment; the constructor that Lambda calls. */
    public DatabaseMigrationHandler() {
        this(FunctionEnvironment.of(FunctionContract.MIGRATION));
    }

    /** Reads this environment. */
    public DatabaseMigrationHandler(FunctionEnvironment environment) {
        this(environment, Clock.systemUTC());
    }

    DatabaseMigrationHandler(FunctionEnvironment environment, Clock clock) {
        this(migrations(environment, clock), log(environment, clock));
    }

    /** Takes the collaborators. */
    public DatabaseMigrationHandler(Migrations migrations, Events events) {
        this.migrations = migrations;
        this.events = events;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Invocation.run(output, context, this::answer);
    }

    String answer(Deadline deadline) {
        MigrationResult result = migrations.run(deadline);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", result.status());
        fields.put("version", result.version());
        fields.put("applied", result.applied());
        if (result.status() == MigrationResult.Status.UP_TO_DATE) {
            events.info("schema-migrated", fields);
            return JsonText.of(fields);
        }
        MigrationFailedException failure = new MigrationFailedException(result);
        fields.put("reason", result.reason());
        events.error("schema-not-migrated", failure, fields);
        throw failure;
    }

    private static Migrations migrations(FunctionEnvironment environment, Clock clock) {
        return new Migrations(
                Databases.connector(DatabaseSettings.required(environment), clock),
                environment
                        .optional(FunctionVariable.DATABASE_APPLICATION_ROLE)
                        .orElse(DatabaseSettings.APPLICATION_ROLE));
    }

    private static Events log(FunctionEnvironment environment, Clock clock) {
        return new JsonLines(
                StandardOutput::print,
                clock,
                Map.of(
                        "environment", environment.required(FunctionVariable.ENVIRONMENT_SUFFIX),
                        "region", environment.required(FunctionVariable.REGION)));
    }
}
