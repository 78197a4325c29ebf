package payments.service.handler;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import payments.service.json.InvalidJsonException;
import payments.service.json.JsonReader;
import payments.service.json.JsonValue;
import payments.service.observability.Failures;
import payments.service.resilience.Deadline;

/**
 * The frame of every handler but that of the API, which answers failures too: reads the event, runs the task, writes its
 * answer. An exception leaves the function without texts of libraries, which may quote the event.
 *
 * <p>The event {@code {"warm_up": true}} does nothing: by it an operator has Lambda take the snapshot of a version that was not
 * called for long, before work comes. No service sends such an event: what callers write stands inside of messages and records.
 */
public final class Invocation {
    private static final String WARM_UP = "warm_up";
    private static final String WARM = "{\"warm\":true}";

    private Invocation() {}

    /** What a function does with an event. */
    public interface Task {
        /** The answer, as JSON. */
        String run(JsonValue event, Deadline deadline);
    }

    /** What a function does whose event has no meaning. */
    public interface TaskWithoutEvent {
        /** The answer, as JSON. */
        String run(Deadline deadline);
    }

    /**
     * Runs a task for an event.
     *
     * @throws IllegalArgumentException when the event is no JSON
     */
    public static void run(InputStream input, OutputStream output, Context context, Task task) throws IOException {
        String answer;
        try {
            JsonValue event = event(input);
            answer = isWarmUp(event) ? WARM : task.run(event, deadline(context));
        } catch (RuntimeException e) {
            throw Failures.leaving(e);
        }
        write(answer, output);
    }

    /** Runs a task; the event is not read. */
    public static void run(OutputStream output, Context context, TaskWithoutEvent task) throws IOException {
        String answer;
        try {
            answer = task.run(deadline(context));
        } catch (RuntimeException e) {
            throw Failures.leaving(e);
        }
        write(answer, output);
    }

    private static boolean isWarmUp(JsonValue event) {
        JsonValue.Obj fields = event.asObject();
        return fields != null && fields.fields().size() == 1 && fields.get(WARM_UP) != null;
    }

    /** Without the text of the event in the message: it may hold card data. */
    private static JsonValue event(InputStream input) throws IOException {
        try {
            return JsonReader.read(input);
        } catch (InvalidJsonException e) {
            throw new IllegalArgumentException("the event is not one valid JSON document with unique keys", e);
        }
    }

    private static Deadline deadline(Context context) {
        return Deadline.ofMillis(context::getRemainingTimeInMillis);
    }

    private static void write(String answer, OutputStream output) throws IOException {
        output.write(answer.getBytes(StandardCharsets.UTF_8));
    }
}
