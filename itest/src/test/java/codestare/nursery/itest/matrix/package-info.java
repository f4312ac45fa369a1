/** Measures what happens to work when a process is told to end: each container, each way of ending, with the nursery and without. */
package codestare.nursery.itest.matrix;
