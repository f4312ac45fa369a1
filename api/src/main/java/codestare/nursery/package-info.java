/**
 * The task nursery: an owner of tasks and resources which ends all of them when it closes.
 *
 * <p>A {@link codestare.nursery.TaskNursery} starts {@linkplain codestare.nursery.Task tasks} and keeps resources on an
 * exit stack; when it closes, everything ends in the reverse order of its arrival, within a known time. A {@link
 * codestare.nursery.TaskLoop} runs the tasks and is what a failure shuts down. In an OSGi framework the services {@link
 * codestare.nursery.TaskNursery}, {@link codestare.nursery.TaskNurseryFactory}, {@link codestare.nursery.LoopRegistry} and
 * {@link codestare.nursery.ShutdownService} join all this to the life of the using bundle; elsewhere {@link
 * codestare.nursery.Nurseries} is the front door. Operators look at {@link codestare.nursery.runtime}.
 *
 * <p>In this package "must" binds the caller and "may" permits; <i>happens-before</i> is that of the Java memory model.
 * Every method may be called from any thread unless it says otherwise, and no argument may be null unless it is marked
 * {@link org.jspecify.annotations.Nullable}: a null is refused with a {@link java.lang.NullPointerException} that names
 * the argument. Interfaces marked {@link org.osgi.annotation.versioning.ProviderType} are implemented by the provider of
 * this package only; consumers import {@code [1.0,2)}.
 */
@Export
@Version("1.0.0")
@NullMarked
package codestare.nursery;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
