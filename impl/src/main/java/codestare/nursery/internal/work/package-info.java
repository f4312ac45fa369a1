/**
 * Threads that run jobs, and waits that end: a pool of workers that starts a thread only when a job would wait for one,
 * deadlines that can be hastened, and bells that wake who waits.
 */
@NullMarked
package codestare.nursery.internal.work;

import org.jspecify.annotations.NullMarked;
