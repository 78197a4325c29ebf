package payments.service.batch;

import payments.contract.FunctionVariable;

/**
 * Where a batch function writes.
 *
 * @param caller the owner of the files, as the API names its callers
 * @param reportBucket bucket of reject reports and checked rows
 * @param reportPrefix what their keys begin with, for example {@code batch-reports/}
 * @param quarantineBucket bucket for files with card data, with a key of its own
 */
public record BatchPlaces(String caller, String reportBucket, String reportPrefix, String quarantineBucket) {

    /** Checks that a report cannot be taken for an upload. */
    public BatchPlaces {
        if (!reportPrefix.matches("[A-Za-z0-9._-]+/([A-Za-z0-9._-]+/)*")) {
            throw new IllegalStateException(
                    "%s is \"%s\"; it must name a folder such as batch-reports/, or a report would start a batch"
                            .formatted(FunctionVariable.REPORT_PREFIX, reportPrefix));
        }
    }

    /** Whether we wrote this object ourselves; taking it for an upload would go round in circles. */
    boolean isOwn(BatchFile file) {
        return (file.bucket().equals(reportBucket) && file.key().startsWith(reportPrefix))
                || file.bucket().equals(quarantineBucket);
    }

    String report(String batchId) {
        return reportPrefix + batchId + "-rejects.csv";
    }

    String checkedRows(String batchId) {
        return reportPrefix + batchId + "-rows.jsonl";
    }
}
