package payments.service.batch;

/** Why a whole file is refused. Nothing of such a file is posted. */
public enum FileError {
    /** No data row. */
    EMPTY("empty"),
    /** Neither .csv nor .csv.gz, or the content is not what the name says. */
    WRONG_TYPE("wrong-type"),
    /** Compressed data that cannot be unpacked. */
    CORRUPT_ARCHIVE("corrupt-archive"),
    /** More bytes than {@link BatchLimits#maxBytes()}, packed or unpacked. */
    TOO_LARGE("too-large"),
    /** Unpacks to more than {@link BatchLimits#maxRatio()} times its size. */
    COMPRESSION_RATIO("compression-ratio"),
    /** The first record is not UTF-8: the rest is not either. */
    ENCODING("encoding"),
    /** A column is missing or named twice. */
    HEADER_MISMATCH("header-mismatch"),
    /** The header is longer than any real one. */
    HEADER_TOO_LONG("header-too-long"),
    /** A quote is opened and never closed. */
    UNCLOSED_QUOTE("unclosed-quote"),
    /** The trailer's count or sum is not the file's. */
    CONTROL_TOTALS("control-totals"),
    /** Records follow the trailer. */
    TRAILER_NOT_LAST("trailer-not-last"),
    /** More rows are wrong than is tolerated: more likely the file is wrong than the rows. */
    TOO_MANY_REJECTS("too-many-rejects"),
    /** A column is named after card data, which no file may have. */
    CARD_DATA_COLUMN("card-data-column"),
    /** A card number is in the file's name. */
    CARD_DATA_IN_NAME("card-data-in-name"),
    /** It was continued more often than {@link BatchLimits#maxRuns()}. */
    TOO_MANY_RUNS("too-many-runs");

    private final String slug;

    FileError(String slug) {
        this.slug = slug;
    }

    /** A stable name for status records and alarms, in kebab case. */
    public String slug() {
        return slug;
    }
}
