package payments.service.handler.api;

import java.util.List;
import java.util.Map;
import payments.service.domain.Detail;

/**
 * What a dialect answers.
 *
 * @param createdStatus the status code of a payment made
 * @param statuses what it calls the state of a payment
 * @param times how it writes the time
 * @param created the fields of the answer to the creation, in order; one without a value is left out
 * @param read the same when a payment is read; empty where none can be
 * @param defaults what stands for a detail that was not given
 * @param errorMembers what every error has besides the members of a problem; where there is any, the content type is
 *     {@code application/json}, since older clients know no other
 * @param declaresCrossOrigin whether every answer lists the methods and headers that pages of another origin may use, which only
 *     preflights need
 */
record AnswerForm(
        int createdStatus,
        StatusWords statuses,
        TimeForm times,
        List<String> created,
        List<String> read,
        Map<Detail, String> defaults,
        List<String> errorMembers,
        boolean declaresCrossOrigin) {

    /** Errors are problems alone, and a payment reads as it was answered when it was made. */
    static AnswerForm problems(int createdStatus, StatusWords statuses, TimeForm times, List<String> fields) {
        return new AnswerForm(createdStatus, statuses, times, fields, fields, Map.of(), List.of(), false);
    }
}
