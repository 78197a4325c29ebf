package payments.app;

import picocli.CommandLine.Option;

/** The region that gets the payments. */
final class TargetOption {
    @Option(names = "--to", required = true, paramLabel = "REGION", description = "The region that gets the payments.")
    private String to = "";

    String region() {
        return to;
    }
}
