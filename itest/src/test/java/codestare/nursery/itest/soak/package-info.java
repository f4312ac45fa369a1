/** Runs of half an hour, each in a process of its own that tells what it holds over time; the default build makes short ones. */
package codestare.nursery.itest.soak;
