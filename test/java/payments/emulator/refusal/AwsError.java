package payments.emulator.refusal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * An error as AWS answers it.
 *
 * @param status of HTTP
 * @param code the name of the error, by which clients distinguish it
 * @param message for people; providers look into it too before they try again
 */
public record AwsError(int status, String code, String message) {

    /** The media type in which the service that was called answers. */
    public String contentType(AwsCall call) {
        return isXml(call) ? "text/xml" : "application/x-amz-json-1.1";
    }

    /** The answer's body in the protocol of the service that was called. */
    public String body(AwsCall call) {
        if (!isXml(call)) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("__type", code)
                    .put("Type", "User")
                    .put("message", message)
                    .toString();
        }
        String error = "<Code>%s</Code><Message>%s</Message>".formatted(code, escaped(message));
        return switch (call.service()) {
            case "s3" -> "<Error>%s<RequestId>refused</RequestId></Error>".formatted(error);
            case "ec2" ->
                "<Response><Errors><Error>%s</Error></Errors><RequestID>refused</RequestID></Response>"
                        .formatted(error);
            default ->
                "<ErrorResponse><Error><Type>Sender</Type>%s</Error><RequestId>refused</RequestId></ErrorResponse>"
                        .formatted(error);
        };
    }

    private static boolean isXml(AwsCall call) {
        return !call.form().isEmpty()
                || call.service().equals("s3")
                || call.service().equals("route53");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
