package payments.infrastructure.config;

import java.io.IOException;
import java.util.List;
import payments.infrastructure.text.Nearest;

/** Problems of a file that cannot be read at all. */
final class FileErrors {
    private FileErrors() {}

    static Problem missingFile(Position at, List<String> others) {
        String wanted = at.file().replaceFirst("^.*[/\\\\]", "").replace(DeploymentSource.ENDING, "");
        return Messages.problem(
                at,
                "there is no such deployment file",
                others.isEmpty()
                        ? "a .yaml file (its folder holds none)"
                        : "in this folder: " + Messages.list(Nearest.inOrder(wanted, others)),
                Messages.meant(wanted, others, "name one of them, or create the file"));
    }

    static Problem notAFile(Position at) {
        return Messages.problem(at, "this is a folder", "one .yaml file", "name a file in it");
    }

    static Problem tooLarge(Position at, long bytes) {
        return Messages.problem(
                at,
                "the file has %d bytes".formatted(bytes),
                "up to %d bytes".formatted(DeploymentSource.MAXIMUM_BYTES),
                "check that this is a deployment file");
    }

    static Problem unreadable(Position at, IOException cause) {
        return Messages.problem(
                at, "the file cannot be read: " + cause, "a readable file in UTF-8", "check its encoding and rights");
    }

    static Problem notUtf8(Position at, int value, int index) {
        return Messages.problem(
                at,
                "the byte %02X at position %d is no text in UTF-8".formatted(value, index),
                "a text file in UTF-8",
                "save the file in this encoding");
    }

    static Problem emptyFile(Position at) {
        return Messages.problem(
                at,
                "the file is empty",
                "the keys " + Messages.list(Components.names(DeploymentFile.class)),
                "write at least project and environments");
    }
}
