package codestare.nursery.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The modules of this build, in the order in which the parent lists them. */
final class Modules {
    static final Path TOP = Path.of("..");

    private static final Pattern MODULE = Pattern.compile("<module>(.+)</module>");

    private Modules() {}

    /** The folders, as seen from the top. */
    static List<String> all() throws IOException {
        return MODULE.matcher(Files.readString(TOP.resolve("pom.xml")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
