/**
 * A TCP relay as a bundle: what connects to one port is connected to a target, byte for byte, in both directions.
 *
 * <p>Who owns what, from the outside to the inside; each ends before the one that it is part of:
 *
 * <pre>
 * {@link codestare.nursery.examples.relay.Relay}       the component: its nursery owns the listening socket and the tasks accept and counters
 * {@code  Acceptor}    the task accept: opens a child nursery for each client
 * {@code  Connection}  one client: its nursery owns both sockets and the tasks relay, up and down
 * {@code  Pump}        one direction of one connection
 * </pre>
 *
 * <p>No class here has a {@code close} or a {@code stop}: the nursery that SCR injects closes when the component is
 * deactivated, the bundle stops or the process is told to end, and everything else ends with it.
 */
@NullMarked
package codestare.nursery.examples.relay;

import org.jspecify.annotations.NullMarked;
