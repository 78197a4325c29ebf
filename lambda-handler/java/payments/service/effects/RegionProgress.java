package payments.service.effects;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a region's tables follow the log. Each minute the region writes into the log that it is there; when that comes out
 * of the log's stream again, the region has followed up to that minute. What a stream loses, by its age of a day or otherwise,
 * a scan of the whole log makes up for.
 *
 * @param revision one more with each write
 * @param reportedAt when the region last wrote that it is there; empty before the first time
 * @param caughtUpTo up to when it has followed; empty before the first scan
 * @param lag how long the last report took to come out of the stream
 * @param scans how many scans have begun
 * @param scan the scan that runs or is to run; empty while the region is complete
 */
public record RegionProgress(
        long revision,
        Optional<Instant> reportedAt,
        Optional<Instant> caughtUpTo,
        Duration lag,
        long scans,
        Optional<Scan> scan) {
    /** A stream has everything for a day (developer guide, "Change data capture for DynamoDB Streams"); the rest is for clocks. */
    public static final Duration LONGEST_ABSENCE = Duration.ofHours(20);

    /** A region of which nothing is known. */
    public static final RegionProgress NONE =
            new RegionProgress(0, Optional.empty(), Optional.empty(), Duration.ZERO, 0, Optional.empty());

    /**
     * A scan of the whole log.
     *
     * @param number its number among the region's scans
     * @param began when it began: what was in the log by then is applied when it ends
     * @param from the last place that is done; empty at the beginning
     */
    public record Scan(long number, Instant began, Optional<EffectLog.Place> from) {}

    /** Whether everything that the region was to follow is in its tables, or on its way there by the stream. */
    public boolean isComplete() {
        return scan.isEmpty() && caughtUpTo.isPresent();
    }

    /** The region is there. Where it was away for too long or never was, it has to scan. */
    public RegionProgress reported(Instant now) {
        return scanningIfNeeded(now).with(Optional.of(now), caughtUpTo, lag);
    }

    /** A report came out of the stream. What came out before it may have been too old to be in the stream any more. */
    public RegionProgress followed(Instant report, Instant now) {
        return scanningIfNeeded(now).with(reportedAt, Optional.of(report), Duration.between(report, now));
    }

    private RegionProgress scanningIfNeeded(Instant now) {
        Optional<Instant> sure = scan.map(Scan::began).or(() -> caughtUpTo);
        boolean away = sure.isEmpty() || Duration.between(sure.get(), now).compareTo(LONGEST_ABSENCE) > 0;
        return away ? incomplete(now) : this;
    }

    private RegionProgress with(Optional<Instant> reported, Optional<Instant> reached, Duration took) {
        return new RegionProgress(revision, reported, reached, took, scans, scan);
    }

    /** Something was lost on the way: whatever was scanned so far may have missed it. */
    public RegionProgress incomplete(Instant now) {
        Scan next = new Scan(scans + 1, now, Optional.empty());
        return new RegionProgress(revision, reportedAt, caughtUpTo, lag, scans + 1, Optional.of(next));
    }

    /** The scan has come to a place. */
    public RegionProgress scanned(EffectLog.Place place) {
        return new RegionProgress(
                revision,
                reportedAt,
                caughtUpTo,
                lag,
                scans,
                scan.map(running -> new Scan(running.number(), running.began(), Optional.of(place))));
    }

    /** The scan has come to the end. */
    public RegionProgress scannedAll() {
        Optional<Instant> began = scan.map(Scan::began);
        Optional<Instant> reached = caughtUpTo
                .filter(time -> began.isPresent() && time.isAfter(began.get()))
                .or(() -> began);
        return new RegionProgress(revision, reportedAt, reached, lag, scans, Optional.empty());
    }

    /** How far the region is behind: what the last report took, or how long nothing came out of the stream. */
    public Optional<Duration> lagAt(Instant now) {
        return caughtUpTo.map(reached ->
                reportedAt.isPresent() && !reached.isBefore(reportedAt.get()) ? lag : Duration.between(reached, now));
    }
}
