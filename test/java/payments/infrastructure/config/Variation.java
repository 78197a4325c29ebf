package payments.infrastructure.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A small deployment file that differs from another one in a key or two.
 *
 * @param name what is special about it, as {@code key=value}
 * @param file its content, as YAML would read it
 */
public record Variation(String name, Map<String, Object> file) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The name of the one environment. */
    public static final String ENVIRONMENT = "one";

    private static final List<String> REGIONS = List.of("eu-west-1", "eu-central-1", "eu-north-1");

    /** The smallest file of so many regions, with all that is there by default. */
    static Variation ofRegions(int count) {
        List<Object> regions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            regions.add(new LinkedHashMap<>(Map.of("name", REGIONS.get(i))));
        }
        Map<String, Object> environment = new LinkedHashMap<>();
        environment.put("suffix", "m");
        environment.put("regions", regions);
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("project", "matrix");
        file.put("settings", new LinkedHashMap<>());
        file.put("environments", new LinkedHashMap<>(Map.of(ENVIRONMENT, environment)));
        return new Variation(count + " regions", file);
    }

    /** The same under another name. */
    Variation named(String other) {
        return new Variation(other, file);
    }

    /** The same with a value at a path, whose keys are joined by dots; {@code <name>} is the environment. */
    public Variation with(String path, Object value) {
        Map<String, Object> copy = copy();
        Map<String, Object> at = copy;
        String[] keys = path.replace("<name>", ENVIRONMENT).split("\\.", -1);
        for (int i = 0; i < keys.length - 1; i++) {
            at = below(at, keys[i]);
        }
        at.put(keys[keys.length - 1], value);
        return new Variation(name, copy);
    }

    /** The same where nothing stands at the path; otherwise unchanged. */
    Variation withDefault(String path, Object value) {
        return get(path) == null ? with(path, value) : this;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> below(Map<String, Object> map, String key) {
        if (!(map.get(key) instanceof Map)) {
            map.put(key, new LinkedHashMap<>());
        }
        return (Map<String, Object>) map.get(key);
    }

    /** What both say in one file; empty where they say different things of one key, of which "all by default" is one. */
    Optional<Variation> and(Variation other) {
        Map<String, Object> both = copy();
        return isAdded(both, other.file)
                ? Optional.of(new Variation(name + "; " + other.name, both))
                : Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private static boolean isAdded(Map<String, Object> to, Map<String, Object> more) {
        for (Map.Entry<String, Object> entry : more.entrySet()) {
            Object there = to.putIfAbsent(entry.getKey(), entry.getValue());
            boolean fits = there == null
                    || there.equals(entry.getValue())
                    || (there instanceof Map<?, ?> section
                            && entry.getValue() instanceof Map<?, ?> other
                            && section.isEmpty() == other.isEmpty()
                            && isAdded((Map<String, Object>) section, (Map<String, Object>) other));
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** The same where a region has network and documents alone. */
    Variation withoutServicesIn(int region) {
        Map<String, Object> copy = copy();
        regions(copy).get(region).put("services", false);
        return new Variation(name, copy);
    }

    /** What stands at a path; null for nothing. */
    @Nullable Object get(String path) {
        Object at = file;
        for (String key : path.replace("<name>", ENVIRONMENT).split("\\.", -1)) {
            at = at instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return at;
    }

    /** Whether the file says so: the key is there, with one of the values where there are any. */
    public boolean says(String setting, List<String> values) {
        TreeSet<String> found = new TreeSet<>();
        walk("", file, (path, value) -> {
            if (path.equals(setting)) {
                found.add(String.valueOf(value));
            }
        });
        return values.isEmpty() ? !found.isEmpty() : values.stream().anyMatch(found::contains);
    }

    private static void walk(String path, Object node, BiConsumer<String, Object> visit) {
        visit.accept(path, node instanceof List<?> list ? list.size() : node);
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> walk(
                    path.isEmpty() ? (String) key : path + "." + (key.equals(ENVIRONMENT) ? "<name>" : key),
                    value,
                    visit));
        } else if (node instanceof List<?> list) {
            list.forEach(item -> walk(path + "[]", item, visit));
        }
    }

    /** How many regions the environment has. */
    int regions() {
        return regions(file).size();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> regions(Map<String, Object> file) {
        return (List<Map<String, Object>>) Objects.requireNonNull(
                new Variation("", file).get("environments.<name>.regions"), "a variation has regions");
    }

    /** The text of the file: JSON, which is YAML too. Regions have blocks exactly where there is a network. */
    public String text() {
        boolean network = !"none".equals(get("settings.network"));
        Map<String, Object> copy = copy();
        List<Map<String, Object>> regions = regions(copy);
        for (int i = 0; i < regions.size(); i++) {
            if (network) {
                regions.get(i).put("cidr", "10.%d.0.0/16".formatted(i));
            }
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(copy);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> copy() {
        return (Map<String, Object>) JSON.convertValue(file, LinkedHashMap.class);
    }

    @Override
    public String toString() {
        return name;
    }
}
