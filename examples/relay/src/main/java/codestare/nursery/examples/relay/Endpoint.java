package codestare.nursery.examples.relay;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and a port as people write them: {@code localhost:8000}, {@code [::1]:8000}.
 *
 * @param host a name or an address, without brackets
 * @param port 0 to 65535
 */
public record Endpoint(String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(?:(?:\\[(?<v6>[^\\[\\]]+)]|(?<host>[^:\\[\\]]+)):)?(?<port>\\d{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads the address to listen on.
     *
     * @param text {@code [host:]port}; without a host the loopback address, with port 0 any free port
     * @return the endpoint
     * @throws IllegalArgumentException if the text has another form
     */
    public static Endpoint toListenOn(String text) {
        return parse(text, "127.0.0.1", 0, "[host:]port, for example 9000 or 0.0.0.0:9000");
    }

    /**
     * Reads the address to connect to.
     *
     * @param text {@code host:port}
     * @return the endpoint
     * @throws IllegalArgumentException if the text has another form
     */
    public static Endpoint toConnectTo(String text) {
        return parse(text, "", 1, "host:port, for example localhost:8000");
    }

    static Endpoint of(InetSocketAddress address) {
        return new Endpoint(address.getAddress().getHostAddress(), address.getPort());
    }

    private static Endpoint parse(String text, String defaultHost, int lowestPort, String form) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            String host = matcher.group("v6") != null ? matcher.group("v6") : matcher.group("host");
            int port = Integer.parseInt(matcher.group("port"));
            if ((host != null || !defaultHost.isEmpty()) && port >= lowestPort && port <= HIGHEST_PORT) {
                return new Endpoint(host != null ? host : defaultHost, port);
            }
        }
        throw new IllegalArgumentException("[" + text + "] is no address; write " + form);
    }

    /** Returns the form that {@link #toConnectTo} reads. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
