package payments.service.batch;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import payments.service.json.JsonValue;

/**
 * Reads S3 event notifications (S3 user guide, "Event message structure"). Keys in them are form-encoded: a space is a
 * plus sign, a slash may be %2F.
 */
public final class S3Events {
    private static final int DATE_LENGTH = 10;

    private S3Events() {}

    /**
     * The files that the event names; none for the test event that S3 sends when a notification is set up, and for
     * objects that were removed.
     *
     * @throws IllegalArgumentException when it is no event of S3
     */
    public static List<BatchFile> read(JsonValue event) {
        JsonValue.Obj fields = event.asObject();
        if (fields == null) {
            throw new IllegalArgumentException("the event is no JSON object");
        }
        if ("s3:TestEvent".equals(fields.text("Event"))) {
            return List.of();
        }
        JsonValue.Arr records = fields.array("Records");
        if (records == null) {
            throw new IllegalArgumentException("the event has no list of records; only S3 may start this function");
        }
        List<BatchFile> files = new ArrayList<>();
        for (JsonValue item : records.items()) {
            JsonValue.Obj object = item.asObject();
            if (object != null && text(object, "eventName").startsWith("ObjectCreated:")) {
                files.add(file(object));
            }
        }
        return files;
    }

    private static BatchFile file(JsonValue.Obj notice) {
        JsonValue.Obj s3 = notice.object("s3");
        JsonValue.Obj object = s3.object("object");
        return new BatchFile(
                text(s3.object("bucket"), "name"),
                URLDecoder.decode(text(object, "key"), StandardCharsets.UTF_8),
                Optional.ofNullable(object.text("versionId")).filter(version -> !version.isEmpty()),
                text(object, "eTag"),
                day(text(notice, "eventTime")));
    }

    /** Event times are ISO 8601 in UTC; their day is all that counts. */
    private static LocalDate day(String time) {
        if (time.length() < DATE_LENGTH) {
            throw new IllegalArgumentException("the event has no time");
        }
        return LocalDate.parse(time.substring(0, DATE_LENGTH));
    }

    static String text(JsonValue.Obj object, String field) {
        String text = object.text(field);
        if (text == null) {
            throw new IllegalArgumentException("the event has no text \"%s\" where one must be".formatted(field));
        }
        return text;
    }
}
