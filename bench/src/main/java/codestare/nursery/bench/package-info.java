/** What a task costs here and elsewhere: peers behind one interface, workloads as JMH benchmarks, and the report. */
@NullMarked
package codestare.nursery.bench;

import org.jspecify.annotations.NullMarked;
