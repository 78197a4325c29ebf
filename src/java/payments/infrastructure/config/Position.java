package payments.infrastructure.config;

/**
 * A place in a deployment file.
 *
 * @param file the file as the caller named it
 * @param line the line, counted from 1; 0 for the file as a whole
 * @param path the path in the document, such as {@code environments.prod.regions[1].cidr}; empty for the document
 */
record Position(String file, int line, String path) {
    /** The path shows the start of a long key: it is repeated in that of everything below. */
    private static final int LONGEST_STEP = 60;

    Position key(String name, int line) {
        String key = name.length() <= LONGEST_STEP ? name : name.substring(0, LONGEST_STEP) + "...";
        return new Position(file, line, path.isEmpty() ? key : path + "." + key);
    }

    Position item(int index, int line) {
        return new Position(file, line, "%s[%d]".formatted(path, index));
    }

    @Override
    public String toString() {
        return "%s (line %d)".formatted(path, line);
    }
}
