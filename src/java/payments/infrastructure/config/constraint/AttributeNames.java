package payments.infrastructure.config.constraint;

/** Names of key attributes (DynamoDB developer guide, "Supported data types and naming rules"). */
public final class AttributeNames {
    public static final String FORM = "[A-Za-z0-9_.-]{1,255}";
    public static final String SAYS = "1 to 255 letters, digits or any of _ . -";

    private AttributeNames() {}
}
