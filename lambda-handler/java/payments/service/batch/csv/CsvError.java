package payments.service.batch.csv;

/** What is wrong with one record. The file continues behind it. */
public enum CsvError {
    /** A quote inside an unquoted field, or text behind a closing quote. */
    STRAY_QUOTE("stray-quote"),
    /** A field with more bytes than {@link CsvLimits#fieldBytes()}. */
    FIELD_TOO_LONG("field-too-long"),
    /** More fields than {@link CsvLimits#fields()}. */
    TOO_MANY_FIELDS("too-many-fields"),
    /** Bytes that are not UTF-8; they are reported, never replaced by a question mark. */
    NOT_UTF8("not-utf-8"),
    /** A control character other than a line end or tab, or a byte order mark behind the start of the file. */
    CONTROL_CHARACTER("control-character");

    private final String slug;

    CsvError(String slug) {
        this.slug = slug;
    }

    /** A stable name for reports, in kebab case. */
    public String slug() {
        return slug;
    }
}
