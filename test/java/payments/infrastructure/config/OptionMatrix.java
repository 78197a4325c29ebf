package payments.infrastructure.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import payments.infrastructure.config.constraint.OneOf;
import payments.infrastructure.config.constraint.Range;
import payments.infrastructure.config.constraint.WrittenNames;

/**
 * Every option of a deployment file, one at a time, found by the annotations that the loader obeys: both values of a switch,
 * every value of a choice, both ends of a range, {@code none} for what can be removed, {@code {}} for what can be added. A
 * text has no ends, so for texts there are samples, and a new one needs a sample.
 */
public final class OptionMatrix {
    private final List<Variation> variations = new ArrayList<>();
    private final List<String> withoutSample = new ArrayList<>();
    private final int regions;

    private OptionMatrix(int regions) {
        this.regions = regions;
        record("", DeploymentFile.class);
        for (int region = 0; region < regions; region++) {
            variations.add(Variation.ofRegions(regions)
                    .withoutServicesIn(region)
                    .named("environments.<name>.regions[%d].services=false, %d regions".formatted(region, regions)));
        }
    }

    /** All single options in an environment of so many regions. */
    public static List<Variation> of(int regions) {
        return new OptionMatrix(regions).variations;
    }

    /** What each build tries: a few combinations, all options in one region, and in two those that need a second one. */
    public static List<Variation> ofEachBuild() {
        return Stream.of(
                        SectionPairs.few().stream(),
                        of(1).stream(),
                        of(2).stream()
                                .filter(
                                        variation -> variation
                                                .name()
                                                .matches(
                                                        "(settings\\.(links|dns|documents|effectLog)|environments|backend\\.s3\\.boot).*")))
                .flatMap(variations -> variations)
                .toList();
    }

    /** The keys that the matrix knows no value for. */
    static List<String> withoutSample() {
        return new OptionMatrix(1).withoutSample;
    }

    private void record(String prefix, Class<?> record) {
        for (RecordComponent component : Components.of(record)) {
            String path = prefix + component.getName();
            if (!OptionSamples.LEFT_OUT.contains(path)) {
                component(path, component);
            }
        }
    }

    private void component(String path, RecordComponent component) {
        Class<?> type = component.getType();
        if (Components.isRemovable(component)) {
            add(path, "none");
        }
        if (OptionSamples.BY_KEY.containsKey(path)) {
            OptionSamples.BY_KEY.get(path).forEach(value -> add(path, value));
        } else if (type == Map.class) {
            record(path + ".<name>.", (Class<?>) Components.entryType((ParameterizedType) component.getGenericType()));
        } else if (type.isRecord() && !Components.isScalar(type)) {
            if (Components.isNullable(component)) {
                add(path, Map.of());
            }
            record(path + ".", type);
        } else {
            List<Object> values = values(component);
            if (values.isEmpty()) {
                withoutSample.add(path);
            }
            values.forEach(value -> add(path, value));
        }
    }

    private static List<Object> values(RecordComponent component) {
        Range range = component.getAnnotation(Range.class);
        OneOf oneOf = component.getAnnotation(OneOf.class);
        Class<?> type = component.getType();
        if (range != null) {
            return List.of(range.min(), range.max());
        }
        if (oneOf != null) {
            return List.of(oneOf.value()[0], oneOf.value()[oneOf.value().length - 1]);
        }
        if (type == boolean.class) {
            return List.of(true, false);
        }
        if (type == List.class) {
            Type entry = Components.entryType((ParameterizedType) component.getGenericType());
            return entry instanceof Class<?> choice && choice.isEnum()
                    ? List.of(List.of(), List.of(WrittenNames.all(choice).get(0)), WrittenNames.all(choice))
                    : List.of();
        }
        return type.isEnum() ? List.copyOf(WrittenNames.all(type)) : List.of();
    }

    private void add(String path, Object value) {
        Variation base = Variation.ofRegions(regions);
        String name = "%s=%s, %d regions".formatted(path, value, regions);
        variations.add(
                OptionSamples.accompanied(cheap(base), path).with(path, value).named(name));
        if (path.matches("settings\\.[a-zA-Z]+")) {
            variations.add(base.with(path, value).named(name + ", beside all defaults"));
        }
    }

    /** A small network, without which functions are found weak; what else costs time is there where the option needs it. */
    private static Variation cheap(Variation base) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("network", Map.of("zones", 2, "natGateways", "none"));
        settings.put("documents", "none");
        settings.put("database", "none");
        return base.with("settings", settings);
    }
}
