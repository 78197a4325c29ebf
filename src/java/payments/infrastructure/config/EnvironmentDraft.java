package payments.infrastructure.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.Cidr;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.config.deployment.Settings;

/**
 * What could be read of an environment, however much else is wrong with it.
 *
 * @param at where the environment stands
 * @param suffixAt where the suffix stands, or would
 * @param suffix the suffix in use: the file's, or the one that replaces it
 * @param replaced whether the suffix is not the file's
 * @param ownSuffix the suffix that the file gives without any variable; null where it leaves it to one
 * @param ownsAccountAt where it says whether it owns its account, or would
 * @param ownsAccount whether it does; what cannot be read has been reported and counts as no
 * @param settings the settings with the overrides, as far as they are sound
 */
record EnvironmentDraft(
        String name,
        Position at,
        Position suffixAt,
        @Nullable String suffix,
        boolean replaced,
        @Nullable String ownSuffix,
        @Nullable String account,
        Position ownsAccountAt,
        boolean ownsAccount,
        List<RegionDraft> regions,
        Draft<Settings> settings) {
    /** What could be read of a region, with the places of its two values. */
    record RegionDraft(
            Position nameAt,
            @Nullable AwsRegion name,
            Position cidrAt,
            boolean hasCidr,
            @Nullable Cidr cidr,
            boolean services) {
        private static RegionDraft of(Tree written, Binder binder) {
            Tree tree = Spelling.read(written, Region.class);
            Tree name = Tree.child(tree, "name");
            Tree cidr = Tree.child(tree, "cidr");
            Tree services = Tree.child(tree, "services");
            return new RegionDraft(
                    name == null ? tree.at() : name.at(),
                    binder.madeOf(name, AwsRegion.class),
                    cidr == null ? tree.at() : cidr.at(),
                    cidr != null,
                    binder.madeOf(cidr, Cidr.class),
                    services == null || Boolean.TRUE.equals(binder.madeOf(services, Boolean.class)));
        }
    }

    static EnvironmentDraft of(String name, Tree tree, Binder binder, Selection selection, Draft<Settings> settings) {
        Tree suffix = Tree.child(tree, "suffix");
        String replacement = selection.includes(name) ? selection.suffix() : null;
        Tree owns = Tree.child(tree, "ownsAccount");
        List<Tree> regions =
                Tree.child(tree, "regions") instanceof Tree.Sequence sequence ? sequence.items() : List.of();
        return new EnvironmentDraft(
                name,
                tree.at(),
                suffix == null ? tree.at().key("suffix", tree.at().line()) : suffix.at(),
                replacement == null ? binder.madeOf(suffix, String.class) : replacement,
                replacement != null,
                ownSuffix(suffix),
                binder.madeOf(Tree.child(tree, "account"), String.class),
                owns == null ? tree.at().key("ownsAccount", tree.at().line()) : owns.at(),
                owns == null || Boolean.TRUE.equals(binder.madeOf(owns, Boolean.class)),
                regions.stream()
                        .filter(Tree.Mapping.class::isInstance)
                        .map(region -> RegionDraft.of(region, binder))
                        .toList(),
                settings);
    }

    /** Whether it is a copy of what the file describes: one of several, which a variable distinguishes. */
    boolean copy() {
        return !Objects.equals(suffix, ownSuffix);
    }

    private static @Nullable String ownSuffix(@Nullable Tree suffix) {
        return suffix instanceof Tree.Scalar scalar
                ? new Interpolation(Map.of(), new Problems()).replace(scalar.at(), scalar.written())
                : null;
    }
}
