package payments.infrastructure.consistency;

import java.util.regex.Pattern;

/**
 * One kind of difference that the settings make possible.
 *
 * @param resource the resource type, or one resource by type and path, or the section of a stack, such as {@code provider}
 * @param attribute the attribute's path, {@code *} for any one step; empty for the existence of a resource
 * @param setting the setting that decides it, which an environment may override
 * @param reason why environments differ in it
 */
public record AllowedDifference(String resource, String attribute, String setting, String reason) {
    boolean covers(String found, String path) {
        String type = found.contains("/") ? found.substring(0, found.indexOf('/')) : found;
        return (type.equals(resource) || found.equals(resource))
                && Pattern.matches(Pattern.quote(attribute).replace("*", "\\E[^.]+\\Q"), path);
    }
}
