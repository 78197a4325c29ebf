package payments.service.domain;

/**
 * Where a payment came from.
 *
 * @param caller who asked, as authenticated; only this caller may read it
 * @param route through which route
 * @param region in which region it was accepted
 */
public record Origin(String caller, String route, String region) {
    /** The caller where no caller is authenticated. */
    public static final String ANONYMOUS = "anonymous";

    /** The caller where an authorizer let the request pass and did not say whose it is; makes and sees no payment. */
    public static final String UNNAMED = "unnamed";
}
