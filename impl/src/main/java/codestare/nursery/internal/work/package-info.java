/**
 * Threads that run jobs, and waits that end: a pool of workers that starts a thread only when a job would wait for one,
 * deadlines that can be hastened, bells that wake who waits, and a log that fails alone.
 */
@NullMarked
package codestare.nursery.internal.work;

import org.jspecify.annotations.NullMarked;
