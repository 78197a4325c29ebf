package payments.emulator;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Finds a text in every file of a folder, and inside Terraform's plan files, which are zipped. */
final class Needle {
    private Needle() {}

    /** The files that hold the text, relative to the folder; {@code plan!entry} for one inside a plan. */
    static List<String> placesOf(String text, Path folder) {
        List<String> places = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(Files::isRegularFile).filter(Needle::isOurs).toList()) {
                String name = folder.relativize(file).toString();
                if (file.toString().endsWith(".tfplan")) {
                    searchPlan(text, file, name, places);
                } else if (holds(Files.readAllBytes(file), text)) {
                    places.add(name);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot search " + folder, e);
        }
        return places;
    }

    private static void searchPlan(String text, Path plan, String name, List<String> places) throws IOException {
        try (ZipFile zip = new ZipFile(plan.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (holds(zip.getInputStream(entry).readAllBytes(), text)) {
                    places.add(name + "!" + entry.getName());
                }
            }
        }
    }

    private static boolean holds(byte[] content, String text) {
        return new String(content, StandardCharsets.ISO_8859_1).contains(text);
    }

    /** The provider's program and the function's jar are not made by a deployment. */
    private static boolean isOurs(Path file) {
        return !file.toString().contains(File.separator + "providers" + File.separator)
                && !file.toString().endsWith(".jar");
    }
}
