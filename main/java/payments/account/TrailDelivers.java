package payments.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import payments.infrastructure.guardrail.model.Resource;

/** The trail records, and what it recorded arrives in its bucket. */
final class TrailDelivers implements Question {
    @Override
    public String name() {
        return "trail-delivers";
    }

    @Override
    public List<Answer> ask(Aws aws, Stacks stacks) {
        List<Answer> answers = new ArrayList<>();
        for (Resource trail : stacks.resources("aws_cloudtrail")) {
            String name = stacks.text(trail.attribute("name"));
            answers.add(
                    Answer.about("%s: %s".formatted(trail.region(), name), () -> delivers(aws, trail.region(), name)));
        }
        return answers;
    }

    private static Answer delivers(Aws aws, String region, String name) {
        JsonNode status = aws.json(
                "cloudtrail",
                region,
                "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.GetTrailStatus",
                "{\"Name\": \"%s\"}".formatted(name));
        String error = status.path("LatestDeliveryError").asText();
        return status.path("IsLogging").asBoolean() && error.isEmpty()
                ? Answer.pass("%s: %s".formatted(region, name))
                : Answer.fail(
                        "the policies of its bucket and key, and apply the stack of the roles again",
                        "%s: %s %s"
                                .formatted(
                                        region,
                                        name,
                                        error.isEmpty() ? "does not record" : "is not delivered: " + error));
    }
}
