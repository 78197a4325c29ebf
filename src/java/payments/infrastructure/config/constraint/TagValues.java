package payments.infrastructure.config.constraint;

/** Values of tags that every AWS service accepts (Tagging AWS Resources user guide, "Tag naming limits and requirements"). */
public final class TagValues {
    public static final String FORM = "(?=.*[^ ])[\\p{L}\\p{N} _.:/=+@-]{1,256}";
    public static final String SAYS = "1 to 256 letters, digits, spaces or any of _ . : / = + - @, not spaces alone";

    private TagValues() {}
}
