package payments.infrastructure.reality;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which versions of PostgreSQL AWS still makes new databases of, on one day. A version is a major one, of which AWS chooses the
 * minor release, or a major and a minor one. Sources: the columns of {@code engine-majors.tsv} and {@code engine-versions.tsv}.
 *
 * @param day the day on which a database would be made
 */
public record EngineCalendar(LocalDate day) {
    /** So many days before the last one of a version, its end is a warning. */
    public static final int DAYS_OF_NOTICE = 90;

    private static final List<Major> MAJORS = Datasets.of("engine-majors").rows().stream()
            .map(row -> new Major(
                    row.text("engine"),
                    Integer.parseInt(row.text("major")),
                    Integer.parseInt(row.text("first")),
                    Integer.parseInt(row.text("seen")),
                    Integer.parseInt(row.text("newest")),
                    LocalDate.parse(row.text("standardSupportEnds")),
                    LocalDate.parse(row.text("extendedSupportEnds"))))
            .toList();

    private static final List<Ended> ENDED = Datasets.of("engine-versions").rows().stream()
            .map(row -> new Ended(
                    row.text("engine"),
                    Integer.parseInt(row.text("major")),
                    Integer.parseInt(row.text("from")),
                    Integer.parseInt(row.text("to")),
                    LocalDate.parse(row.text("lastDay"))))
            .toList();

    private record Major(
            String engine, int major, int first, int seen, int newest, LocalDate standard, LocalDate extended) {}

    private record Ended(String engine, int major, int from, int to, LocalDate lastDay) {
        boolean covers(Version version) {
            return version.engine.equals(engine)
                    && version.major == major
                    && version.minor.isPresent()
                    && version.minor.getAsInt() >= from
                    && version.minor.getAsInt() <= to;
        }
    }

    private record Version(String engine, int major, OptionalInt minor) {}

    /** The calendar of {@link Today}. */
    public static EngineCalendar today() {
        return new EngineCalendar(Today.ofProcess());
    }

    /**
     * Why AWS makes no new database of a version, and what to use instead, as a sentence without its end; empty where it makes
     * one, or where the engine is none that the tables know.
     *
     * @param engine as RDS calls it: {@code postgres} or {@code aurora-postgresql}
     * @param version such as {@code 17} or {@code 17.4}
     */
    public Optional<String> refusal(String engine, String version) {
        if (MAJORS.stream().noneMatch(major -> major.engine.equals(engine))) {
            return Optional.empty();
        }
        Optional<Version> read = read(engine, version);
        if (read.isEmpty()) {
            return Optional.of("%s has no version %s; use one of %s".formatted(engine, version, majors(engine)));
        }
        Optional<Major> major = major(read.get());
        if (major.isEmpty()) {
            return Optional.of(
                    "%s has no version %d; use one of %s".formatted(engine, read.get().major, majors(engine)));
        }
        if (day.isAfter(major.get().extended)) {
            return Optional.of("AWS makes no new %s of version %d since its extended support ended on %s; use %s"
                    .formatted(engine, major.get().major, major.get().extended, majors(engine)));
        }
        if (read.get().minor.isEmpty()) {
            return Optional.empty();
        }
        int minor = read.get().minor.getAsInt();
        if (minor < major.get().first || minor > major.get().newest) {
            return Optional.of(
                    "%s has no version %s; %d has %d.%d to %d.%d, or write %d, of which AWS chooses the minor release"
                            .formatted(
                                    engine,
                                    version,
                                    major.get().major,
                                    major.get().major,
                                    major.get().first,
                                    major.get().major,
                                    major.get().newest,
                                    major.get().major));
        }
        return ended(read.get())
                .filter(ended -> day.isAfter(ended.lastDay))
                .map(ended ->
                        ("AWS makes no new %s %s since %s; use %d, of which AWS chooses the minor release and which also"
                                        + " describes an instance that still has %s, or %s")
                                .formatted(
                                        engine,
                                        version,
                                        ended.lastDay.plusDays(1),
                                        ended.major,
                                        version,
                                        creatable(major.get())));
    }

    /**
     * What will end soon, or costs more since its standard support ended, as a sentence without its end; empty where nothing is
     * to be said.
     */
    public Optional<String> warning(String engine, String version) {
        Optional<Version> read = read(engine, version);
        Optional<Major> major = read.flatMap(EngineCalendar::major);
        if (read.isEmpty() || major.isEmpty() || refusal(engine, version).isPresent()) {
            return Optional.empty();
        }
        Optional<Ended> soon =
                ended(read.get()).filter(ended -> day.plusDays(DAYS_OF_NOTICE).isAfter(ended.lastDay));
        if (soon.isPresent()) {
            return Optional.of("AWS makes no new %s %s after %s; use %d, or %s"
                    .formatted(engine, version, soon.get().lastDay, soon.get().major, creatable(major.get())));
        }
        LocalDate standard = major.get().standard;
        if (day.isAfter(standard)) {
            return Optional.of("standard support of %s %d ended on %s: AWS bills extended support for each processor"
                    .formatted(engine, major.get().major, standard));
        }
        return day.plusDays(DAYS_OF_NOTICE).isAfter(standard)
                ? Optional.of("standard support of %s %d ends on %s: AWS then bills extended support for each processor"
                        .formatted(engine, major.get().major, standard))
                : Optional.empty();
    }

    /** The newest minor release that AWS is known to have, with its major version. */
    private static String creatable(Major major) {
        return major.major + "." + major.seen;
    }

    private static String majors(String engine) {
        return String.join(
                ", ",
                MAJORS.stream()
                        .filter(major -> major.engine.equals(engine))
                        .map(major -> String.valueOf(major.major))
                        .toList());
    }

    private static Optional<Major> major(Version version) {
        return MAJORS.stream()
                .filter(major -> major.engine.equals(version.engine) && major.major == version.major)
                .findFirst();
    }

    private static Optional<Ended> ended(Version version) {
        return ENDED.stream().filter(ended -> ended.covers(version)).findFirst();
    }

    private static Optional<Version> read(String engine, String version) {
        if (!version.matches("[0-9]{1,4}(\\.[0-9]{1,4})?")) {
            return Optional.empty();
        }
        String[] parts = version.split("\\.", -1);
        return Optional.of(new Version(
                engine,
                Integer.parseInt(parts[0]),
                parts.length == 1 ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(parts[1]))));
    }
}
