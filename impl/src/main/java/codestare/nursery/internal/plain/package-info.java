/**
 * The edge to plain Java: the engine of the process, found by the service loader and ended by signals and by the JVM, and
 * engines that stand alone, for tests.
 */
@NullMarked
package codestare.nursery.internal.plain;

import org.jspecify.annotations.NullMarked;
