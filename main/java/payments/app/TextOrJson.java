package payments.app;

/** How a command prints what it found. */
enum TextOrJson {
    TEXT,
    JSON
}
