package payments.infrastructure.guardrail.rules.database;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rules.Objections;

/**
 * The backup window, which is daily, and the maintenance window, which is weekly, each of at least {@value #SHORTEST} minutes in
 * UTC. Their form is judged by {@code arguments-accepted}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html">AWS: CreateDBInstance</a>
 */
final class DailyWindows {
    private static final int SHORTEST = 30;
    private static final int DAY = 24 * 60;
    private static final int WEEK = 7 * DAY;
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final String TIME = "([01][0-9]|2[0-3]):([0-5][0-9])";
    private static final Pattern BACKUP = Pattern.compile(TIME + "-" + TIME);
    private static final Pattern MAINTENANCE = Pattern.compile("([a-z]{3}):" + TIME + "-([a-z]{3}):" + TIME);

    private DailyWindows() {}

    /**
     * A window.
     *
     * @param start in minutes, of the day or of the week
     * @param length in minutes
     */
    private record Window(int start, int length) {}

    static void examine(Resource database, String backupAttribute, String maintenanceAttribute, Objections objections) {
        Optional<Window> backup = backup(database.attribute(backupAttribute).text());
        Optional<Window> maintenance =
                maintenance(database.attribute(maintenanceAttribute).text());
        String longEnough = "a window of at least %d minutes and less than a day".formatted(SHORTEST);
        boolean oddBackup = backup.filter(DailyWindows::isRefused).isPresent();
        boolean oddMaintenance = maintenance.filter(DailyWindows::isRefused).isPresent();
        objections.addIf(oddBackup, database, backupAttribute, longEnough);
        objections.addIf(oddMaintenance, database, maintenanceAttribute, longEnough);
        objections.addIf(
                backup.isPresent()
                        && maintenance.isPresent()
                        && !oddBackup
                        && !oddMaintenance
                        && overlap(backup.get(), maintenance.get()),
                database,
                maintenanceAttribute,
                "a window apart from the daily backups at "
                        + database.attribute(backupAttribute).text());
    }

    private static boolean isRefused(Window window) {
        return window.length < SHORTEST || window.length >= DAY;
    }

    /** Whether the maintenance meets the backup of its own day, of the day before, or of the day after. */
    private static boolean overlap(Window backup, Window maintenance) {
        int start = maintenance.start % DAY;
        for (int shift = -DAY; shift <= DAY; shift += DAY) {
            int daily = backup.start + shift;
            if (daily < start + maintenance.length && start < daily + backup.length) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Window> backup(String text) {
        Matcher time = BACKUP.matcher(text);
        return time.matches() ? Optional.of(window(minutes(time, 1), minutes(time, 3), DAY)) : Optional.empty();
    }

    private static Optional<Window> maintenance(String text) {
        Matcher time = MAINTENANCE.matcher(text.toLowerCase(Locale.ROOT));
        if (!time.matches() || !DAYS.contains(time.group(1)) || !DAYS.contains(time.group(4))) {
            return Optional.empty();
        }
        int start = DAYS.indexOf(time.group(1)) * DAY + minutes(time, 2);
        int end = DAYS.indexOf(time.group(4)) * DAY + minutes(time, 5);
        return Optional.of(window(start, end, WEEK));
    }

    private static Window window(int start, int end, int cycle) {
        return new Window(start, Math.floorMod(end - start, cycle));
    }

    private static int minutes(Matcher time, int group) {
        return Integer.parseInt(time.group(group)) * 60 + Integer.parseInt(time.group(group + 1));
    }
}
