package payments.infrastructure.config.constraint;

/** Patterns of host names and URLs (RFC 1123, 2.1: labels of letters, digits and inner hyphens; RFC 6335, 6: ports). */
public final class HostNames {
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    /** A host with at least one dot. */
    public static final String QUALIFIED = LABEL + "(\\." + LABEL + ")+";

    /** A host, with a dot or without. */
    public static final String ANY = LABEL + "(\\." + LABEL + ")*";

    /** A port from 1 to 65535, with its colon. */
    public static final String PORT =
            ":(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3})";

    /** An https URL; a name for the server may stand before the host. */
    public static final String URL = "https://([A-Za-z0-9._~-]+@)?" + QUALIFIED + "(" + PORT + ")?([/?][!-~]*)?";

    /** A mail address (RFC 5321, 4.5.3.1: 64 octets before the sign). */
    public static final String MAIL = "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@" + QUALIFIED;

    private HostNames() {}
}
