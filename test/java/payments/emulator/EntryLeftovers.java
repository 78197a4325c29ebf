package payments.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a destroyed environment left in a region of what callers enter by, and of what only some deployments have. */
final class EntryLeftovers {
    /** What the emulator lists, and the element with the name of each. */
    private static final Map<String, String> QUERIES = Map.of(
            "elasticloadbalancing Action=DescribeLoadBalancers&Version=2015-12-01", "LoadBalancerArn",
            "elasticloadbalancing Action=DescribeTargetGroups&Version=2015-12-01", "TargetGroupArn",
            "rds Action=DescribeDBClusters&Version=2014-10-31", "DBClusterIdentifier");

    private static final Map<String, String> PATHS = Map.of(
            "apigateway /v2/apis", "apiId",
            "apigateway /usageplans", "id",
            "apigateway /apikeys", "id",
            "apigateway /domainnames", "domainName");

    private EntryLeftovers() {}

    static List<String> in(Emulator emulator, String region) {
        List<String> found = new ArrayList<>();
        QUERIES.forEach((query, element) -> {
            String[] serviceAndForm = query.split(" ", 2);
            found.addAll(elements(emulator.query(serviceAndForm[1], serviceAndForm[0] + "/" + region), element));
        });
        PATHS.forEach((path, field) -> {
            String[] serviceAndPath = path.split(" ", 2);
            found.addAll(json(emulator.get(serviceAndPath[1], serviceAndPath[0] + "/" + region))
                    .findValuesAsText(field));
        });
        found.addAll(elements(emulator.get("/2013-04-01/healthcheck", "route53/us-east-1"), "CallerReference"));
        found.addAll(json(emulator.post("CertificateManager.ListCertificates", "{}", "acm/" + region))
                .findValuesAsText("CertificateArn"));
        found.addAll(json(emulator.post("AmazonSSM.DescribeParameters", "{}", "ssm/" + region))
                .path("Parameters")
                .findValuesAsText("Name"));
        return found;
    }

    private static List<String> elements(String xml, String element) {
        List<String> texts = new ArrayList<>();
        Matcher matcher =
                Pattern.compile("<%1$s>([^<]*)</%1$s>".formatted(element)).matcher(xml);
        while (matcher.find()) {
            texts.add(element + " " + matcher.group(1));
        }
        return texts;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }
}
