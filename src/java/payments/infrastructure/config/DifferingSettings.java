package payments.infrastructure.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Overridable;
import payments.infrastructure.config.deployment.Classification;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.config.deployment.Settings;

/**
 * The settings in which two environments of a deployment may differ and do, and the environments between the two: the one with
 * some settings of the other. What may differ is what is {@link Overridable}, and what each environment states itself: its
 * regions, the classification of its data, whether it owns its account, and who operates it.
 *
 * @param one the environment to start from
 * @param other the environment that it is compared with
 */
public record DifferingSettings(Environment one, Environment other) {
    private static final String SETTINGS = "settings.";
    private static final String OWNS_ACCOUNT = "ownsAccount";
    private static final String OPERATORS = "operators";
    private static final String REGION_NAME = "regions.name";
    private static final String REGION_ADDRESSES = "regions.cidr";

    /** Every path that may differ, as a deployment file writes it. */
    public static List<String> allowed() {
        return Stream.of(
                        Stream.of(REGION_NAME, REGION_ADDRESSES, OWNS_ACCOUNT, OPERATORS),
                        Components.names(Classification.class).stream().map("classification."::concat),
                        Overrides.allowed().stream())
                .flatMap(paths -> paths)
                .toList();
    }

    /** What a setting is, in the words of its {@link Describe}. */
    public static String description(String path) {
        String[] steps = path.split("\\.", -1);
        Class<?> record = steps[0].equals("regions") ? Region.class : Environment.class;
        if (path.equals(OWNS_ACCOUNT)) {
            return "Whether the environment has what an account has only once";
        }
        if (path.equals(OPERATORS)) {
            return "Whether people operate the environment, and by which role or user";
        }
        if (record == Environment.class && !steps[0].equals("classification")) {
            record = Settings.class;
        }
        String description = "";
        for (String step : record == Region.class ? List.of(steps[1]) : List.of(steps)) {
            RecordComponent component = component(record, step);
            Describe described = component.getAnnotation(Describe.class);
            description = described == null ? description : described.value();
            record = component.getType();
        }
        return description;
    }

    /** The paths that may differ and do. */
    public List<String> paths() {
        return allowed().stream()
                .filter(path -> !Objects.equals(value(one, path), value(other, path)))
                .toList();
    }

    /** The first environment with these settings of the other; empty where its other settings contradict them. */
    public Optional<Environment> with(Collection<String> paths) {
        Environment changed = one;
        if (paths.contains(REGION_NAME)) {
            changed = withRegions(changed, (mine, theirs) -> new Region(theirs.name(), mine.cidr(), mine.services()));
        }
        if (paths.contains(REGION_ADDRESSES)) {
            changed = withRegions(changed, (mine, theirs) -> new Region(mine.name(), theirs.cidr(), mine.services()));
        }
        Edit root = new Edit(Environment.class, changed);
        for (String path : paths) {
            if (!path.startsWith("regions.")) {
                root.set(List.of(inEnvironment(path).split("\\.", -1)), value(other, path));
            }
        }
        return root.made().map(Environment.class::cast);
    }

    private Environment withRegions(Environment base, BiFunction<Region, Region, Region> merged) {
        return new Environment(
                base.name(),
                base.suffix(),
                base.account(),
                base.assumeRole(),
                base.operators(),
                base.ownsAccount(),
                base.classification(),
                IntStream.range(0, base.regions().size())
                        .mapToObj(i -> merged.apply(
                                base.regions().get(i), other.regions().get(i)))
                        .toList(),
                base.settings(),
                base.copy());
    }

    /** Regions are compared one with one: environments with more regions than others are not alike. */
    private @Nullable Object value(Environment environment, String path) {
        if (path.startsWith("regions.")) {
            return one.regions().size() != other.regions().size()
                    ? null
                    : environment.regions().stream()
                            .map(region -> path.equals(REGION_NAME) ? region.name() : String.valueOf(region.cidr()))
                            .toList();
        }
        Object value = environment;
        for (String step : inEnvironment(path).split("\\.", -1)) {
            value = value == null ? null : read(component(value.getClass(), step), value);
        }
        return value;
    }

    private static String inEnvironment(String path) {
        return path.startsWith("classification.") || path.equals(OWNS_ACCOUNT) || path.equals(OPERATORS)
                ? path
                : SETTINGS + path;
    }

    private static RecordComponent component(Class<?> record, String name) {
        return Components.of(record).stream()
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s has no component %s".formatted(record, name)));
    }

    private static @Nullable Object read(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s of %s cannot be read".formatted(component, record), e);
        }
    }

    /** A record in the making: all changes below it are made before the rules between its settings are asked. */
    private static final class Edit {
        private final Class<?> type;
        private final List<@Nullable Object> values = new ArrayList<>();

        private Edit(Class<?> type, Object record) {
            this.type = type;
            Components.of(type).forEach(component -> values.add(read(component, record)));
        }

        private void set(List<String> path, @Nullable Object value) {
            int index = Components.names(type).indexOf(path.get(0));
            if (path.size() == 1) {
                values.set(index, value);
                return;
            }
            Object below = Objects.requireNonNull(values.get(index), "a section that both environments have");
            Edit edit = below instanceof Edit edited ? edited : new Edit(below.getClass(), below);
            edit.set(path.subList(1, path.size()), value);
            values.set(index, edit);
        }

        private Optional<Object> made() {
            List<@Nullable Object> made = new ArrayList<>();
            for (Object value : values) {
                Optional<Object> below = value instanceof Edit edit ? edit.made() : Optional.ofNullable(value);
                if (below.isEmpty() && value != null) {
                    return Optional.empty();
                }
                made.add(below.orElse(null));
            }
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(Components.of(type).stream()
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new));
                return Optional.of(constructor.newInstance(made.toArray()));
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof IllegalStateException || e.getCause() instanceof IllegalArgumentException) {
                    return Optional.empty();
                }
                throw new IllegalStateException("%s cannot be made of %s".formatted(type, made), e);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("%s cannot be made of %s".formatted(type, made), e);
            }
        }
    }
}
