/**
 * Nurseries for JDK Flight Recorder: events of tasks, closes, shutdowns and stragglers.
 *
 * <p>In a framework the bundle is all that is needed; elsewhere {@link codestare.nursery.jfr.NurseryRecorder} is installed.
 * The names of the events and of their fields are what recordings and their settings know.
 */
@Export
@Version("1.0.0")
@NullMarked
package codestare.nursery.jfr;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
