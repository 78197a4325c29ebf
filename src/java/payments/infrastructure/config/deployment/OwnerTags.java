package payments.infrastructure.config.deployment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Obeys;
import payments.infrastructure.config.constraint.Size;
import payments.infrastructure.config.constraint.TagKeys;
import payments.infrastructure.config.constraint.TagValues;
import payments.infrastructure.config.constraint.Validated;
import payments.infrastructure.config.constraint.ValueRule;

/**
 * Tags that say who a resource belongs to; on every resource through the providers' default tags. Usually taken from the
 * environment variables of the pipeline.
 *
 * @param repository the repository that holds this deployment
 * @param author author of the commit that is deployed
 * @param pullRequest number of the pull request that is deployed
 * @param team the team that owns the resources
 * @param environment the tag Environment; null for the environment's suffix
 * @param managedBy the tag ManagedBy
 * @param createdAt when the resources were made, as the pipeline says it; null for no such tag
 * @param more tags beside those that the program writes
 */
public record OwnerTags(
        @Fallback("payments-platform")
        @Matches(value = TagValues.FORM, says = TagValues.SAYS)
        @Obeys(ValueRule.TAG_VALUE)
        @Describe("Tag Repository")
        String repository,

        @Fallback("unknown")
        @Matches(value = TagValues.FORM, says = TagValues.SAYS)
        @Obeys(ValueRule.TAG_VALUE)
        @Describe("Tag Author")
        String author,

        @Fallback("none")
        @Matches(value = TagValues.FORM, says = TagValues.SAYS)
        @Obeys(ValueRule.TAG_VALUE)
        @Describe("Tag PRNumber")
        String pullRequest,

        @Fallback("payments")
        @Matches(value = TagValues.FORM, says = TagValues.SAYS)
        @Obeys(ValueRule.TAG_VALUE)
        @Describe("Tag Team")
        String team,

        @Matches(value = TagValues.FORM, says = TagValues.SAYS)
        @Obeys(ValueRule.TAG_VALUE)
        @Describe(
                "Tag Environment, where there is one environment; default: the environment's suffix, which is otherwise in the tag suffix")
        @Nullable String environment,

        @Fallback("cdktf")
        @Matches(value = TagValues.FORM, says = TagValues.SAYS)
        @Obeys(ValueRule.TAG_VALUE)
        @Describe("Tag ManagedBy")
        String managedBy,

        @Matches(value = TagValues.FORM, says = TagValues.SAYS)
        @Obeys(ValueRule.TAG_VALUE)
        @Describe("Tag CreatedAt; without it there is no such tag, since the clock must not change a plan")
        @Nullable String createdAt,

        @Fallback("")
        @Size(min = 0, max = 200) @Describe("Tags beside those that the program writes, on all resources or on some")
        List<TagSettings> more)
        implements Validated {
    public OwnerTags {
        more = List.copyOf(more);
    }

    @Override
    public void validate(Contradictions contradictions) {
        for (int i = 0; i < more.size(); i++) {
            for (int j = 0; j < i; j++) {
                checkPair(contradictions, more.get(j), more.get(i), "more[%d]".formatted(i));
            }
        }
        int most = TagKeys.OF_THE_PROGRAM.size() + mostOnOne();
        if (most > TagKeys.MOST) {
            contradictions.add(
                    "more gives a resource up to %d tags and the program writes %d itself, where AWS takes %d on a resource; remove %d"
                            .formatted(mostOnOne(), TagKeys.OF_THE_PROGRAM.size(), TagKeys.MOST, most - TagKeys.MOST),
                    "more");
        }
    }

    /** One key twice on a resource would be one tag too few, and Terraform finds a difference at each plan where a provider has it too. */
    private static void checkPair(Contradictions contradictions, TagSettings first, TagSettings second, String place) {
        if (TagKeys.withoutCapitals(first.key()).equals(TagKeys.withoutCapitals(second.key())) && first.meets(second)) {
            contradictions.addAt(
                    List.of(place),
                    "more has the tag %s%s for resources that have %s%s too; IAM takes keys that differ by capitals for one: give each resource a key once"
                            .formatted(second.key(), where(second), first.key(), where(first)),
                    "more");
        }
    }

    private static String where(TagSettings tag) {
        return tag.resources() == null ? " (on all)" : " (on %s)".formatted(tag.resources());
    }

    /** The most tags of the file that one resource can have. */
    private int mostOnOne() {
        int everywhere =
                (int) more.stream().filter(tag -> tag.resources() == null).count();
        int most = more.stream()
                .filter(tag -> tag.resources() != null)
                .mapToInt(tag -> (int) more.stream()
                        .filter(other -> other.resources() != null && other.meets(tag))
                        .count())
                .max()
                .orElse(0);
        return everywhere + most;
    }
}
