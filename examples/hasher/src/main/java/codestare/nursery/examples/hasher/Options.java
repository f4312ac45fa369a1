package codestare.nursery.examples.hasher;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The command line. */
record Options(boolean check, int jobs, boolean progress, List<String> paths) {
    static final String USAGE = """
            usage: java -jar hasher.jar [--jobs N] [--progress] PATH...
                   java -jar hasher.jar [--jobs N] [--progress] --check LIST...

              PATH        a file, or a folder with all that is in it
              --check     hashes the files that stand in the lists, and tells which are not as they were
              --jobs      how many files are read at once; without it, as many as there are processors
              --progress  shows on standard error how far it is; without it, where that is a terminal and the output is none
              --help      prints this

            Prints what sha256sum prints. Ctrl+C prints what is done and ends.
            """;

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException if it is not as {@link #USAGE} says
     */
    static Options parse(String... args) {
        boolean check = false;
        boolean progress = false;
        int jobs = Runtime.getRuntime().availableProcessors();
        List<String> paths = new ArrayList<>();
        Iterator<String> words = List.of(args).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--check" -> check = true;
                case "--progress" -> progress = true;
                case "--jobs" -> jobs = jobs(words.hasNext() ? words.next() : "");
                case "--" -> words.forEachRemaining(paths::add);
                default -> paths.add(path(word));
            }
        }
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("nothing to do; name a file, a folder or a list");
        }
        return new Options(check, jobs, progress || Terminal.isErrorAlone(), paths);
    }

    private static String path(String word) {
        if (word.startsWith("-")) {
            throw new IllegalArgumentException("[" + word + "] is no option; put -- before a path that begins so");
        }
        return word;
    }

    private static int jobs(String value) {
        try {
            int jobs = Integer.parseInt(value);
            if (jobs >= 1 && jobs <= 1_000) {
                return jobs;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("option [--jobs] is [" + value + "]; choose a number from 1 to 1000");
    }
}
