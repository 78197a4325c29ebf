package payments.service.batch.csv;

/**
 * How much of a hostile file is looked at. Bounds the memory of a reader, whatever the file holds.
 *
 * @param fieldBytes longest field in UTF-8 bytes
 * @param fields most fields in one record
 */
public record CsvLimits(int fieldBytes, int fields) {
    /** One kilobyte a field and 64 fields: far above any payment, far below any trouble. */
    public static final CsvLimits DEFAULT = new CsvLimits(1024, 64);

    /** Checks the range. */
    public CsvLimits {
        if (fieldBytes < 1 || fields < 1) {
            throw new IllegalArgumentException("limits are %d bytes and %d fields; both must be at least 1; raise them"
                    .formatted(fieldBytes, fields));
        }
    }
}
