package payments.infrastructure.consistency;

import java.util.regex.Pattern;

/**
 * One kind of difference that the settings make possible.
 *
 * @param resource the resource type, or one resource by type and path, or the section of a stack, such as {@code provider},
 *     or everything under a construct, such as {@code health/**}
 * @param attribute the attribute's path, {@code *} for any one step; empty for the existence of a resource
 * @param setting the setting that decides it, which an environment may override; several with commas between where any of them may
 * @param reason why environments differ in it
 */
public record AllowedDifference(String resource, String attribute, String setting, String reason) {
    private static final String EVERYTHING_UNDER = "/**";

    boolean covers(String found, String path) {
        int slash = found.indexOf('/');
        String type = slash < 0 ? found : found.substring(0, slash);
        return (type.equals(resource) || found.equals(resource) || isUnder(found.substring(slash + 1)))
                && Pattern.matches(Pattern.quote(attribute).replace("*", "\\E[^.]+\\Q"), path);
    }

    private boolean isUnder(String construct) {
        return resource.endsWith(EVERYTHING_UNDER)
                && construct.startsWith(resource.substring(0, resource.length() - EVERYTHING_UNDER.length() + 1));
    }
}
