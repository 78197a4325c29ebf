package payments.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** AWS Config records in each region, and its last delivery arrived. */
final class RecordersDeliver implements Question {
    @Override
    public String name() {
        return "recorders-deliver";
    }

    @Override
    public List<Answer> ask(Aws aws, Stacks stacks) {
        List<Answer> answers = new ArrayList<>();
        for (String region : stacks.regionsWith("aws_config_configuration_recorder")) {
            answers.add(Answer.about("%s: the recorder".formatted(region), () -> delivers(aws, region)));
        }
        return answers;
    }

    private static Answer delivers(Aws aws, String region) {
        JsonNode recorder = aws.json("config", region, "StarlingDoveService.DescribeConfigurationRecorderStatus", "{}")
                .path("ConfigurationRecordersStatus")
                .path(0);
        if (recorder.isMissingNode()) {
            return Answer.fail("apply the region's stack", "%s: there is no recorder".formatted(region));
        }
        boolean records = recorder.path("recording").asBoolean();
        String last = recorder.path("lastStatus").asText();
        if (records && !last.equalsIgnoreCase("Failure")) {
            return Answer.pass("%s: %s".formatted(region, last.isEmpty() ? "records" : last));
        }
        return Answer.fail(
                "the policy of its bucket, and apply the region's stack again",
                "%s: %s"
                        .formatted(
                                region,
                                records
                                        ? "the last delivery failed: "
                                                + recorder.path("lastErrorMessage")
                                                        .asText()
                                        : "does not record"));
    }
}
