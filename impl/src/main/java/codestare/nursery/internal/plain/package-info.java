/** The edge to plain Java: one engine for the process, found by the service loader, and ended by signals and by the JVM. */
@NullMarked
package codestare.nursery.internal.plain;

import org.jspecify.annotations.NullMarked;
