package codestare.nursery.bench;

import java.nio.file.Path;
import java.util.List;

/** The command line: runs benchmarks, and makes a table and a picture of their results. */
public final class Bench {
    private static final String USAGE = """
            usage: java -jar bench.jar COMMAND

              short [FILE]          runs what every day needs, in five minutes, and prints the table
              each [FILE]           runs each workload in one size or two, in twenty minutes, and prints the table
              full [FILE]           runs everything, in about an hour, and prints the table
              table FILE            prints the table of results again
              picture FILE PNG      draws the cost of a task against the number of tasks
              jmh ARGUMENTS         passes everything on to JMH

            FILE has the results as JMH's JSON; without it they go to bench-COMMAND.json.
            """;

    private Bench() {}

    public static void main(String[] args) throws Exception {
        List<String> words = List.of(args);
        switch (words.isEmpty() ? "" : words.get(0)) {
            case "short" -> run(Suite.everyDay(), file(words, "bench-short.json"));
            case "each" -> run(Suite.eachWorkload(), file(words, "bench-each.json"));
            case "full" -> run(Suite.everything(), file(words, "bench-full.json"));
            case "table" -> System.out.print(Table.of(Results.read(file(words, ""))));
            case "picture" -> Picture.draw(Results.read(file(words, "")), Path.of(words.get(2)));
            case "jmh" ->
                org.openjdk.jmh.Main.main(words.subList(1, words.size()).toArray(String[]::new));
            default -> {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
    }

    private static Path file(List<String> words, String otherwise) {
        return Path.of(words.size() > 1 ? words.get(1) : otherwise);
    }

    private static void run(Suite suite, Path file) throws Exception {
        suite.run(file);
        System.out.print(Table.of(Results.read(file)));
    }
}
