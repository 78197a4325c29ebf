package payments.drill;

import java.time.Instant;
import java.util.List;

/**
 * What a drill has shown.
 *
 * @param rehearsal what was tried out
 * @param lost when and where the region was lost
 * @param waits what it was for each kind of callers
 * @param missing what was lost
 * @param commands the steps of the runbook
 * @param alarms which alarms are raised
 * @param verdicts whether each property held
 */
public record DrillReport(
        Rehearsal rehearsal,
        Lost lost,
        List<Experience.Summary> waits,
        Missing missing,
        List<Runbook.Taken> commands,
        AlarmsSeen alarms,
        List<Property.Verdict> verdicts) {
    /**
     * The loss.
     *
     * @param at when
     * @param call at which of the region's calls
     * @param where what it called
     */
    record Lost(Instant at, long call, String where) {}

    /**
     * What was lost.
     *
     * @param promised how many payments were answered
     * @param unreadable payments that were answered and that no other region shows while the region is away
     * @param unpublished effects whose events are not published just before it is back, by payment and number
     * @param gone payments that were answered and that are not shown in the end
     */
    record Missing(int promised, List<String> unreadable, List<String> unpublished, List<String> gone) {}

    /**
     * The alarms.
     *
     * @param raised those that are raised
     * @param beyond how many watch what a drill does not have
     */
    record AlarmsSeen(List<Alarms.Raised> raised, long beyond) {}

    /** Whether all properties held. */
    public boolean holds() {
        return verdicts.stream().allMatch(Property.Verdict::holds);
    }
}
