package payments.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Node.js program says about its version. */
final class NodeVersion {
    /** The oldest one that is tested. */
    static final int OLDEST = 20;

    private static final int LONGEST_WAIT_SECONDS = 20;
    private static final Pattern VERSION = Pattern.compile("v?([0-9]{1,4})\\.[0-9]+\\.[0-9]+.*");

    private NodeVersion() {}

    /** Such as {@code v20.20.2}; empty when the program does not answer. */
    static String of(Path node) {
        try {
            Process process = new ProcessBuilder(node.toString(), "--version")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            byte[] answer = process.getInputStream().readNBytes(100);
            return new String(answer, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** The first number of a version; 0 where there is none. */
    static int major(String version) {
        Matcher matcher = VERSION.matcher(version);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
