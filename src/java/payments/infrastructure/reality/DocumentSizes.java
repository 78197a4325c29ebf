package payments.infrastructure.reality;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** How large policies and other documents may be. Sources: the column of {@code document-sizes.tsv}. */
public final class DocumentSizes {
    private static final List<DocumentSize> ALL = Datasets.of("document-sizes").rows().stream()
            .map(row -> new DocumentSize(
                    row.text("id"),
                    row.text("type"),
                    row.text("attribute"),
                    Long.parseLong(row.text("most")),
                    Counting.of(row.text("counts")),
                    row.text("per"),
                    row.text("what"),
                    row.text("source")))
            .toList();

    private DocumentSizes() {}

    /** What is counted. */
    public enum Counting {
        /** Bytes in UTF-8. */
        BYTES("bytes"),
        /** Characters, white space included. */
        CHARACTERS("characters"),
        /** Characters without white space. */
        NON_BLANK("characters without white space"),
        /** Bytes of the names and values of a map. */
        MAP_BYTES("bytes of names and values"),
        /** Elements of a list. */
        ELEMENTS("elements");

        private final String unit;

        Counting(String unit) {
            this.unit = unit;
        }

        /** What a number of it is called. */
        public String unit() {
            return unit;
        }

        static Counting of(String written) {
            return switch (written) {
                case "bytes" -> BYTES;
                case "characters" -> CHARACTERS;
                case "non-blank" -> NON_BLANK;
                case "map-bytes" -> MAP_BYTES;
                case "elements" -> ELEMENTS;
                default -> throw new IllegalStateException("document-sizes.tsv counts '%s'".formatted(written));
            };
        }
    }

    /**
     * The limit of one kind of document.
     *
     * @param id a name of the limit
     * @param type the type of the Terraform resource
     * @param attribute where the document stands; a slash leads into a document
     * @param most the limit
     * @param counting what is counted
     * @param per the attribute that names what several documents belong to, where their sum counts; empty otherwise
     * @param what what the document is called
     * @param source the page that says so
     */
    public record DocumentSize(
            String id,
            String type,
            String attribute,
            long most,
            Counting counting,
            String per,
            String what,
            String source) {
        /** The size of a text, for everything that is counted in one. */
        public long measure(String text) {
            return switch (counting) {
                case BYTES, MAP_BYTES -> text.getBytes(StandardCharsets.UTF_8).length;
                case CHARACTERS -> text.codePointCount(0, text.length());
                case NON_BLANK ->
                    text.chars()
                            .filter(character -> !Character.isWhitespace(character))
                            .count();
                case ELEMENTS -> throw new IllegalArgumentException("%s counts elements".formatted(id));
            };
        }
    }

    /** All limits, in the order of the table. */
    public static List<DocumentSize> all() {
        return ALL;
    }

    /** The limits of a type of resource. */
    public static List<DocumentSize> of(String type) {
        return ALL.stream().filter(size -> size.type().equals(type)).toList();
    }
}
