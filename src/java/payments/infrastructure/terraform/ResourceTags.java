package payments.infrastructure.terraform;

import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.TerraformStack;
import java.util.List;
import payments.infrastructure.config.deployment.TagSettings;

/**
 * Puts the tags of the file on the resources that they are for: what all resources have is a default tag of the providers. One walk
 * over a finished stack, so that no construct needs to know of them.
 */
public final class ResourceTags {
    private ResourceTags() {}

    /** Tags everything that the stack has by now. */
    public static void over(TerraformStack stack, List<TagSettings> tags) {
        List<TagSettings> some =
                tags.stream().filter(tag -> tag.resources() != null).toList();
        if (some.isEmpty()) {
            return;
        }
        String top = stack.getNode().getPath() + "/";
        stack.getNode().findAll().forEach(construct -> {
            if (construct instanceof TerraformResource resource) {
                String type = resource.getTerraformResourceType();
                String path = path(resource.getNode().getPath(), top);
                some.stream()
                        .filter(tag -> tag.isOn(type, path))
                        .forEach(tag -> resource.addOverride("tags." + tag.key().replace(".", "\\."), tag.value()));
            }
        });
    }

    /** As reports and suppressions name it: below its stack, and without the name of the main resource. */
    private static String path(String whole, String top) {
        String below = whole.startsWith(top) ? whole.substring(top.length()) : whole;
        return below.endsWith("/Resource") ? below.substring(0, below.length() - "/Resource".length()) : below;
    }
}
