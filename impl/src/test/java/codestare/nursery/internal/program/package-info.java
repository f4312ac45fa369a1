/**
 * Random programs, run on the engine and on a small model of the promises, step by step.
 *
 * <p>{@code Promises} is the model and worth reading by itself: what a nursery promises, said for one thing at a time.
 */
package codestare.nursery.internal.program;
