package codestare.nursery.examples.relay.launch;

import codestare.nursery.examples.relay.Endpoint;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command line. */
record Options(Endpoint listen, Endpoint to) {
    static final String USAGE = """
            usage: java -jar relay.jar --listen [HOST:]PORT --to HOST:PORT

              --listen   where clients connect; without a host from this machine only, with port 0 on any free port
              --to       where each client is connected to
              --help     prints this

            Ctrl+C closes every connection and ends the relay.
            """;

    private static final Set<String> NAMES = Set.of("--listen", "--to");

    static boolean askForHelp(String... args) {
        List<String> words = List.of(args);
        return words.contains("--help") || words.contains("-h");
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException if it is not as {@link #USAGE} says
     */
    static Options parse(String... args) {
        Map<String, String> values = new HashMap<>();
        Iterator<String> words = List.of(args).iterator();
        while (words.hasNext()) {
            String name = words.next();
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("[" + name + "] is no option");
            }
            if (!words.hasNext()) {
                throw new IllegalArgumentException("option [" + name + "] has no value");
            }
            if (values.put(name, words.next()) != null) {
                throw new IllegalArgumentException("option [" + name + "] is there twice");
            }
        }
        return new Options(
                Endpoint.toListenOn(required(values, "--listen")), Endpoint.toConnectTo(required(values, "--to")));
    }

    private static String required(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("option [" + name + "] is missing");
        }
        return value;
    }

    /** Returns what the relay bundle reads. */
    Map<String, String> frameworkProperties() {
        return Map.of("relay.listen", listen.toString(), "relay.to", to.toString());
    }
}
